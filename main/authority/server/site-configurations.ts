import type { Purpose } from '../../../shared/domain/purpose';
import type { AuthorityUpdateRules } from '../../../shared/domain/update';
import { canonicalJson } from '../../crypto/canonical-json';
import { sha256Hex } from '../../crypto/hash';
import { purposes } from '../../verification/purposes';
import { text } from '../../sqlite/column';
import type { Configuration } from '../client/api.generated';
import { Documents } from './documents';
import type { Storage } from './storage/storage';

/** What the terminals of a site are told: its name and the purposes for which it asks people. */
export class SiteConfigurations {
  constructor(
    private readonly storage: Storage,
    private readonly training: boolean,
    /** Purposes beside the shipped ones. */
    private readonly own: readonly Purpose[] = [],
    /** What the terminals are told about updates of themselves. */
    private readonly updates: AuthorityUpdateRules = {},
  ) {}

  /** Makes the site known if it is not yet. */
  async add(id: string, name: string): Promise<void> {
    await this.storage.run('INSERT INTO sites (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING', id, name);
  }

  /** The configuration of a site that exists. Every site uses the shipped purposes and the authority's own, and nobody has to sign in. */
  async of(site: string): Promise<Configuration> {
    const row = await this.storage.get('SELECT id, name FROM sites WHERE id = ?', site);
    if (!row) throw new Error('A terminal belongs to a site that is not stored.');
    const content = {
      site: { id: text(row, 'id'), name: text(row, 'name') },
      training: this.training,
      purposes: [...purposes, ...this.own].map(({ name }) => name),
      ...(this.own.length > 0 && { ownPurposes: [...this.own] }),
      signIn: false,
      ...(Object.keys(this.updates).length > 0 && { updates: this.updates }),
    };
    return { version: await this.#versionOf(site, sha256Hex(canonicalJson(content))), ...content };
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
