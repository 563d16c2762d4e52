import { integer, text } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { guarded } from './journal-error';
import type { AppendOptions, Awaiting } from './journal';

/** The journal's own side: what begins to wait, inside the transaction that writes its entry. */
export interface AwaitingTable extends Awaiting {
  add(position: number, question: NonNullable<AppendOptions['awaiting']>): void;
}

export function createAwaiting(database: Database): AwaitingTable {
  const insert = database.prepare(
    'INSERT INTO awaiting (verdict, position, sealed, presented_at) VALUES (?, ?, ?, ?)',
  );
  const select = database.prepare(
    `SELECT a.verdict, e.id AS entry, a.sealed, a.presented_at
     FROM awaiting a JOIN entries e USING (position) ORDER BY a.position`,
  );
  const remove = database.prepare('DELETE FROM awaiting WHERE verdict = ?');
  const count = database.prepare('SELECT count(*) AS waiting FROM awaiting');

  return {
    add(position, { verdict, sealed, presentedAt }) {
      insert.run(verdict, position, sealed, presentedAt);
    },
    list: () =>
      guarded(() =>
        select.all().map((row) => ({
          verdict: text(row, 'verdict'),
          entry: text(row, 'entry'),
          sealed: text(row, 'sealed'),
          presentedAt: text(row, 'presented_at'),
        })),
      ),
    remove(verdict) {
      guarded(() => remove.run(verdict));
    },
    count: () =>
      guarded(() => {
        const row = count.get();
        return row ? integer(row, 'waiting') : 0;
      }),
  };
}
