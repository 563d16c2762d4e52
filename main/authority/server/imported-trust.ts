import { z } from 'zod';
import { Issuer } from '../../../shared/domain/trust-list';
import { text } from '../../sqlite/column';
import { Documents } from './documents';
import type { Storage } from './storage/storage';

/** Whom the terminals are to trust. */
export const Trusted = z.object({
  issuers: z.array(Issuer),
  csca: z.array(z.base64()),
  sams: z.array(z.string()),
});
export type Trusted = z.infer<typeof Trusted>;

const NAME = 'imported trust';

/** What was imported into the trust list (`vestibule trust import`). A running authority reads it each time it is asked. */
export class ImportedTrust {
  constructor(private readonly storage: Storage) {}

  async read(): Promise<Trusted> {
    return readImported(await this.text());
  }

  /** As it is stored; undefined where nothing was imported. With a country's CSCA certificates it is long to read. */
  text(): Promise<string | undefined> {
    return new Documents(this.storage).read(NAME);
  }

  /** Adds to it; an issuer of the same id takes the place of the one before. Of two who add at once neither is lost. */
  add(more: Partial<Trusted>): Promise<Trusted> {
    return this.storage.transaction(async (queries) => {
      const nothing = JSON.stringify(readImported(undefined));
      await queries.run(
        'INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
        NAME,
        nothing,
      );
      const row = await queries.getForUpdate('SELECT value FROM documents WHERE name = ?', NAME);
      const before = readImported(row && text(row, 'value'));
      const all = joined(before, { issuers: [], csca: [], sams: [], ...more });
      await queries.run('UPDATE documents SET value = ? WHERE name = ?', JSON.stringify(all), NAME);
      return all;
    });
  }
}

/** What the stored text says. */
export function readImported(stored: string | undefined): Trusted {
  return stored === undefined ? { issuers: [], csca: [], sams: [] } : Trusted.parse(JSON.parse(stored));
}

/** Both together; what the second says of an issuer goes before the first. */
export function joined(first: Trusted, second: Trusted): Trusted {
  const replaced = new Set(second.issuers.map(({ id }) => id));
  return {
    issuers: [...first.issuers.filter(({ id }) => !replaced.has(id)), ...second.issuers],
    csca: [...new Set([...first.csca, ...second.csca])],
    sams: [...new Set([...first.sams, ...second.sams])],
  };
}
