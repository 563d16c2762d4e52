import { z } from 'zod';
import { VestibuleError } from '../../../shared/domain/error';
import type { Purpose } from '../../../shared/domain/purpose';
import type { AuthorityUpdateRules } from '../../../shared/domain/update';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import { purposes } from '../../verification/purposes';
import { integer, text, textOrNull } from '../../sqlite/column';
import type { Configuration } from '../client/api.generated';
import { Documents } from './documents';
import type { SiteProfile } from './site-profile';
import type { Row, Storage } from './storage/storage';

const Names = z.array(z.string());

/** The sites of the authority, and what their terminals are told: the name, the purposes, whether operators sign in. */
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

  /** Makes a site, or describes one anew: its terminals hear of it with their next heartbeat. Throws bad-request for a purpose that is not there. */
  async set({ id, name, purposes: names, signIn }: SiteProfile): Promise<void> {
    const known = this.#known.map((purpose) => purpose.name);
    const missing = names?.find((one) => !known.includes(one));
    if (missing !== undefined) {
      throw new VestibuleError(
        'bad-request',
        `There is no purpose ${missing}. There are: ${known.join(', ')}.`,
      );
    }
    await this.storage.run(
      `INSERT INTO sites (id, name, purposes, sign_in) VALUES (?, ?, ?, ?) ON CONFLICT (id)
       DO UPDATE SET name = excluded.name, purposes = excluded.purposes, sign_in = excluded.sign_in`,
      id,
      name,
      names ? JSON.stringify(names) : null,
      signIn ? 1 : 0,
    );
  }

  /** Every site, by its id. */
  async all(): Promise<SiteProfile[]> {
    return (await this.storage.all('SELECT * FROM sites ORDER BY id')).map(profileIn);
  }

  /** The purposes of a site that exists. One whose file is not there any more is left out. */
  async purposesOf(site: string): Promise<readonly Purpose[]> {
    return this.#used(await this.#profile(site));
  }

  /** The configuration of a site that exists. */
  async of(site: string): Promise<Configuration> {
    const profile = await this.#profile(site);
    const used = this.#used(profile);
    const own = this.own.filter((purpose) => used.includes(purpose));
    const content = {
      site: { id: profile.id, name: profile.name },
      training: this.training,
      purposes: used.map(({ name }) => name),
      ...(own.length > 0 && { ownPurposes: own }),
      signIn: profile.signIn,
      ...(Object.keys(this.updates).length > 0 && { updates: this.updates }),
    };
    return { version: await this.#versionOf(site, sha256Hex(canonicalJson(content))), ...content };
  }

  get #known(): readonly Purpose[] {
    return [...purposes, ...this.own];
  }

  #used({ purposes: names }: SiteProfile): readonly Purpose[] {
    return names?.flatMap((name) => this.#known.find((one) => one.name === name) ?? []) ?? this.#known;
  }

  async #profile(site: string): Promise<SiteProfile> {
    const row = await this.storage.get('SELECT * FROM sites WHERE id = ?', site);
    if (!row) throw new Error('A terminal belongs to a site that is not stored.');
    return profileIn(row);
  }

  /** One more each time that what it says has changed. */
  async #versionOf(site: string, content: string): Promise<number> {
    const documents = new Documents(this.storage);
    const name = `configuration ${site}`;
    const [version = '0', known] = (await documents.read(name))?.split(' ') ?? [];
    if (known === content) return Number(version);
    await documents.write(name, `${Number(version) + 1} ${content}`);
    return Number(version) + 1;
  }
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
