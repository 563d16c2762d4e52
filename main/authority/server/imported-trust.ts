import { z } from 'zod';
import { Issuer } from '../../../shared/domain/trust-list';
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
  readonly #documents: Documents;

  constructor(storage: Storage) {
    this.#documents = new Documents(storage);
  }

  async read(): Promise<Trusted> {
    const stored = await this.#documents.read(NAME);
    return stored === undefined ? { issuers: [], csca: [], sams: [] } : Trusted.parse(JSON.parse(stored));
  }

  /** Adds to it; an issuer of the same id takes the place of the one before. */
  async add(more: Partial<Trusted>): Promise<Trusted> {
    const all = joined(await this.read(), { issuers: [], csca: [], sams: [], ...more });
    await this.#documents.write(NAME, JSON.stringify(all));
    return all;
  }
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
