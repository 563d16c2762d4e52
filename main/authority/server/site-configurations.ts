import { z } from 'zod';
import { VestibuleError } from '../../../shared/domain/error';
import type { Purpose } from '../../../shared/domain/purpose';
import { TerminalRole, roleAllows } from '../../../shared/domain/terminal-role';
import type { AuthorityUpdateRules } from '../../../shared/domain/update';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import { purposes } from '../../verification/purposes';
import { integer, text, textOrNull } from '../../sqlite/column';
import type { Configuration } from '../client/api.generated';
import type { Place } from './enrolment-codes';
import type { SiteProfile } from './site-profile';
import type { Queries, Row, Storage } from './storage/storage';

const Names = z.array(z.string());

/** The sites of the authority, and what their terminals are told by their roles: the name, the purposes, whether operators sign in. */
export class SiteConfigurations {
  constructor(
    private readonly storage: Storage,
    private readonly training: boolean,
    /** Purposes beside the shipped ones. */
    private readonly own: readonly Purpose[] = [],
    /** What the terminals are told about updates of themselves. */
    private readonly updates: AuthorityUpdateRules = {},
  ) {}

  /** Makes the site known if it is not yet, as one that uses every purpose. */
  async begin(id: string, name: string): Promise<void> {
    await this.storage.run('INSERT INTO sites (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING', id, name);
  }

  /**
   * Makes a site, or describes one anew: its terminals hear of it with their next heartbeat. Throws bad-request for a
   * purpose that is not there, and where terminals of the site would have none any more.
   */
  async set(profile: SiteProfile): Promise<void> {
    const { id, name, purposes: names, signIn } = profile;
    const known = this.#known.map((purpose) => purpose.name);
    const missing = names?.find((one) => !known.includes(one));
    if (missing !== undefined) {
      throw new VestibuleError(
        'bad-request',
        `There is no purpose ${missing}. There are: ${known.join(', ')}.`,
      );
    }
    await this.storage.transaction(async (queries) => {
      await queries.run(
        `INSERT INTO sites (id, name, purposes, sign_in) VALUES (?, ?, ?, ?) ON CONFLICT (id)
         DO UPDATE SET name = excluded.name, purposes = excluded.purposes, sign_in = excluded.sign_in`,
        id,
        name,
        names ? JSON.stringify(names) : null,
        signIn ? 1 : 0,
      );
      const idle = await this.#idleRole(profile, queries);
      if (idle) throw new VestibuleError('bad-request', nothingFor(idle));
    });
  }

  /** Why no terminal can be enrolled there: there is no such site, or nothing to do in that role. Undefined where one can. */
  async refusal({ site, role }: Place): Promise<string | undefined> {
    const row = await this.storage.get('SELECT * FROM sites WHERE id = ?', site);
    if (!row) return 'There is no such site.';
    const idle = role !== 'any' && this.#allowed(profileIn(row), role).length === 0;
    return idle ? nothingFor(role) : undefined;
  }

  /** Every site, by its id. */
  async all(): Promise<SiteProfile[]> {
    return (await this.storage.all('SELECT * FROM sites ORDER BY id')).map(profileIn);
  }

  /** What screens call a site that exists. */
  async nameOf(site: string): Promise<string> {
    return (await this.#profile(site)).name;
  }

  /** The purposes of a terminal: those of its site that its role allows. One whose file is not there any more is left out. */
  async purposesOf({ site, role }: Place): Promise<readonly Purpose[]> {
    return this.#allowed(await this.#profile(site), role);
  }

  /** The configuration of a terminal at a site that exists. */
  async of({ site, role }: Place): Promise<Configuration> {
    const profile = await this.#profile(site);
    const used = this.#allowed(profile, role);
    const own = this.own.filter((purpose) => used.includes(purpose));
    const content = {
      site: { id: profile.id, name: profile.name },
      // Absent, it is `any`: terminals of before go on with the configuration that they have.
      ...(role !== 'any' && { role }),
      training: this.training,
      purposes: used.map(({ name }) => name),
      ...(own.length > 0 && { ownPurposes: own }),
      signIn: profile.signIn,
      ...(Object.keys(this.updates).length > 0 && { updates: this.updates }),
    };
    return {
      version: await this.#versionOf(documentOf(site, role), sha256Hex(canonicalJson(content))),
      ...content,
    };
  }

  get #known(): readonly Purpose[] {
    return [...purposes, ...this.own];
  }

  #allowed({ purposes: names }: SiteProfile, role: TerminalRole): readonly Purpose[] {
    const used = names?.flatMap((name) => this.#known.find((one) => one.name === name) ?? []) ?? this.#known;
    return used.filter((purpose) => roleAllows(role, purpose));
  }

  /** The role of a terminal of the site for which nothing is left to do. */
  async #idleRole(profile: SiteProfile, queries: Queries): Promise<TerminalRole | undefined> {
    const rows = await queries.all(
      `SELECT DISTINCT role FROM terminals
       WHERE site = ? AND role <> 'any' AND revoked_at IS NULL AND wiped_at IS NULL AND replaced_by IS NULL`,
      profile.id,
    );
    const roles = rows.map((row) => TerminalRole.parse(text(row, 'role')));
    return roles.find((role) => this.#allowed(profile, role).length === 0);
  }

  async #profile(site: string): Promise<SiteProfile> {
    const row = await this.storage.get('SELECT * FROM sites WHERE id = ?', site);
    if (!row) throw new Error('A terminal belongs to a site that is not stored.');
    return profileIn(row);
  }

  /** One more each time that what it says has changed. Of several processes that find it changed one counts. */
  async #versionOf(name: string, content: string): Promise<number> {
    const read = 'SELECT value FROM documents WHERE name = ?';
    const seen = versionIn(await this.storage.get(read, name));
    if (seen.content === content) return seen.version;
    return this.storage.transaction(async (queries) => {
      await queries.run(
        "INSERT INTO documents (name, value) VALUES (?, '0 none') ON CONFLICT DO NOTHING",
        name,
      );
      const now = versionIn(await queries.getForUpdate(read, name));
      if (now.content === content) return now.version;
      const value = `${now.version + 1} ${content}`;
      await queries.run('UPDATE documents SET value = ? WHERE name = ?', value, name);
      return now.version + 1;
    });
  }
}

/** Where the version is counted. */
function documentOf(site: string, role: TerminalRole): string {
  return role === 'any' ? `configuration ${site}` : `configuration ${site} ${role}`;
}

function versionIn(row: Row | undefined): { version: number; content: string | undefined } {
  const [version = '0', content] = row ? text(row, 'value').split(' ') : [];
  return { version: Number(version), content };
}

function nothingFor(role: TerminalRole): string {
  return `Nothing of what this site does is done at a terminal of the role ${role}.`;
}

function profileIn(row: Row): SiteProfile {
  const names = textOrNull(row, 'purposes');
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    ...(names !== null && { purposes: Names.parse(JSON.parse(names)) }),
    signIn: integer(row, 'sign_in') === 1,
  };
}
