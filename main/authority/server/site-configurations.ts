import { purposes } from '../../verification/purposes';
import { text } from '../../sqlite/column';
import type { Database } from '../../sqlite/database';
import type { Configuration } from '../client/api.generated';

/** What the terminals of a site are told: its name and the purposes for which it asks people. */
export class SiteConfigurations {
  constructor(
    private readonly database: Database,
    private readonly training: boolean,
  ) {}

  /** Makes the site known if it is not yet. */
  add(id: string, name: string): void {
    this.database.prepare('INSERT INTO sites (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, name);
  }

  /** The configuration of a site that exists. Every site uses the shipped purposes, and nobody has to sign in. */
  of(site: string): Configuration {
    const row = this.database.prepare('SELECT id, name FROM sites WHERE id = ?').get(site);
    if (!row) throw new Error('A terminal belongs to a site that is not stored.');
    return {
      version: 1,
      site: { id: text(row, 'id'), name: text(row, 'name') },
      training: this.training,
      purposes: purposes.map(({ name }) => name),
      signIn: false,
    };
  }
}
