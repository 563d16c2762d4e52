import type { Row, Value } from '../../../sqlite/database';
import type { EntryStore } from './entry-store';

export type { Row, Value };

/**
 * What the authority asks of a database, whichever it is. Values are bound by position to the `?` of the statement,
 * which is written in the SQL that both databases speak (`ON CONFLICT`, `RETURNING`); a `?` stands for nothing else.
 * Integers come back as numbers, bytes as Uint8Array: read rows with `main/sqlite/column`.
 */
export interface Queries {
  /** How many rows were inserted, changed or removed. */
  run(sql: string, ...values: Value[]): Promise<number>;
  get(sql: string, ...values: Value[]): Promise<Row | undefined>;
  /** As `get`, and inside a transaction nobody else changes this row before it ends. */
  getForUpdate(sql: string, ...values: Value[]): Promise<Row | undefined>;
  all(sql: string, ...values: Value[]): Promise<Row[]>;
  readonly entries: EntryStore;
}

/**
 * Everything the authority keeps. Several processes may have the same one open; what is used once (codes, proofs,
 * sequence numbers) is used once among all of them.
 */
export interface Storage extends Queries {
  /**
   * Runs `work` in one transaction and resolves after the commit is durable; a rejection rolls everything back and is
   * passed on. Inside, only the statements it is given take part: waiting for the storage's own there never ends.
   * Transactions do not nest.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Makes what was deleted irrecoverable, as far as the database can say so by itself (docs/authority.md). */
  forgetDeleted(): Promise<void>;
  close(): Promise<void>;
}
