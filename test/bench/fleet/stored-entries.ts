import { openStorage } from '../../../main/authority/server/storage/open-storage';
import type { Storage } from '../../../main/authority/server/storage/storage';
import { integer, text } from '../../../main/sqlite/column';

/** What the database of an authority holds after a fleet delivered. */
export interface Stored {
  readonly distinct: number;
  /** Rows beyond one for each different entry. */
  readonly twice: number;
  /** Entries that were acknowledged and are not there, or are without the body that they were sent with. */
  readonly lost: number;
}

/** Compares the database with what each terminal, by its id, was told: entries 1 to so many. */
export async function storedEntries(
  database: string,
  acknowledged: ReadonlyMap<string, number>,
): Promise<Stored> {
  const storage = await openStorage(database, () => new Date());
  try {
    const rows = await storage.all(
      `SELECT terminal, count(*) AS entries, count(DISTINCT id) AS ids, max(seq) AS last
       FROM ${storage.entries.numberTable} GROUP BY terminal`,
    );
    const found = new Map(rows.map((row) => [text(row, 'terminal'), row]));
    let lost = 0;
    let distinct = 0;
    for (const [terminal, told] of acknowledged) {
      const row = found.get(terminal);
      const [entries, last] = row ? [integer(row, 'entries'), integer(row, 'last')] : [0, 0];
      distinct += row ? integer(row, 'ids') : 0;
      // Beyond what was acknowledged there may be more, whose answer did not arrive; a hole is a loss wherever it is.
      lost += Math.max(0, told - last) + (last - entries);
    }
    const [headers, bodies] = [await count(storage, 'entries'), await count(storage, 'entry_bodies')];
    return { distinct, twice: headers - distinct, lost: lost + Math.max(0, distinct - bodies) };
  } finally {
    await storage.close();
  }
}

async function count(storage: Storage, table: 'entries' | 'entry_bodies'): Promise<number> {
  const row = await storage.get(`SELECT count(*) AS count FROM ${table}`);
  if (!row) throw new Error('A count is always there.');
  return integer(row, 'count');
}
