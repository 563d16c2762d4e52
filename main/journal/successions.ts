import { text } from '../sqlite/column';
import type { Database } from '../sqlite/database';

/** The successions of the authority's signing key that this journal recorded. */
export interface SuccessionsTable {
  /** Keeps the statement of a succession entry in clear; inside the transaction that writes it. */
  add(position: number, statement: string): void;
  /** Every statement, in the order of the journal. */
  list(): string[];
}

export function createSuccessions(database: Database): SuccessionsTable {
  const insert = database.prepare('INSERT INTO successions (position, statement) VALUES (?, ?)');
  const select = database.prepare('SELECT statement FROM successions ORDER BY position');
  return {
    add(position, statement) {
      insert.run(position, statement);
    },
    list: () => select.all().map((row) => text(row, 'statement')),
  };
}
