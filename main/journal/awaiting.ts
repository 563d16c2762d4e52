import { z } from 'zod';
import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, integer, text } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { jsonOf } from './entries';
import { damaged, guarded } from './journal-error';
import type { AppendOptions, Awaiting } from './journal';

/** The journal's own side: what begins to wait, inside the transaction that writes its entry. */
export interface AwaitingTable extends Awaiting {
  add(position: number, question: NonNullable<AppendOptions['awaiting']>): void;
}

/** Each question is sealed once more, with its verdict and its entry: a row that was altered does not open. */
export function createAwaiting(database: Database, masterKey: Uint8Array): AwaitingTable {
  const insert = database.prepare('INSERT INTO awaiting (verdict, position, sealed) VALUES (?, ?, ?)');
  const select = database.prepare(
    `SELECT a.verdict, a.position, a.sealed, e.id AS entry
     FROM awaiting a LEFT JOIN entries e USING (position) ORDER BY a.position`,
  );
  const remove = database.prepare('DELETE FROM awaiting WHERE verdict = ?');
  const count = database.prepare('SELECT count(*) AS waiting FROM awaiting');

  const opened = (row: Row): ReturnType<Awaiting['list']>[number] => {
    const verdict = text(row, 'verdict');
    const body = openBody(
      masterKey,
      bytes(row, 'sealed'),
      awaitingContext(verdict, integer(row, 'position')),
    );
    const parsed = body && Question.safeParse(jsonOf(body));
    if (!parsed?.success) throw damaged();
    return { verdict, entry: text(row, 'entry'), ...parsed.data };
  };

  return {
    add(position, { verdict, sealed, presentedAt }) {
      const body = Buffer.from(JSON.stringify({ sealed, presentedAt }));
      insert.run(verdict, position, sealBody(masterKey, body, awaitingContext(verdict, position)));
    },
    list: () => guarded(() => select.all().map(opened)),
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

const Question = z.object({ sealed: z.string(), presentedAt: z.string() });

/** What a question that waits is sealed for. */
export function awaitingContext(verdict: string, position: number): string {
  return `awaiting ${position} ${verdict}`;
}
