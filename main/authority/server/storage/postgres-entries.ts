import { integer, text } from '../../../sqlite/column';
import type { Row } from '../../../sqlite/database';
import type { EntryStore, EntryWithBody, Held, NewEntry, StoredEntry } from './entry-store';
import { readPlace, readStored, readWithBody } from './sqlite-entries';

/** Runs a statement with values, arrays among them. */
export type Ask = (
  sql: string,
  values: readonly unknown[],
) => Promise<{ rows: Row[]; rowCount: number | null }>;

/**
 * The entries in PostgreSQL: their numbers in one table, which keeps them unique for ever; headers and bodies in a table
 * a month (by the time they came), of which old ones can be moved or dropped whole.
 */
export class PostgresEntries implements EntryStore {
  readonly numberTable = 'entry_numbers';

  /** `patient` asks for as long as it takes. */
  constructor(
    private readonly ask: Ask,
    private readonly patient: Ask = ask,
  ) {}

  async held(terminal: string, epoch: number): Promise<Held | undefined> {
    const [row] = await this.#rows(
      'SELECT seq, hash FROM entry_numbers WHERE terminal = $1 AND epoch = $2 ORDER BY seq DESC LIMIT 1',
      terminal,
      epoch,
    );
    return row && { cursor: integer(row, 'seq'), head: text(row, 'hash') };
  }

  async stored(terminal: string, epoch: number, from: number, to: number): Promise<StoredEntry[]> {
    const rows = await this.#rows(
      `SELECT seq, id, hash, header, refused FROM entry_numbers
       JOIN entries USING (terminal, epoch, seq, received_at)
       WHERE terminal = $1 AND epoch = $2 AND seq BETWEEN $3 AND $4`,
      terminal,
      epoch,
      from,
      to,
    );
    return rows.map(readStored);
  }

  async idsTaken(terminal: string, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.#rows(
      'SELECT id FROM entry_numbers WHERE terminal = $1 AND id = ANY($2::text[])',
      terminal,
      ids,
    );
    return new Set(rows.map((row) => text(row, 'id')));
  }

  async withBodies(terminal: string, ids: readonly string[]): Promise<EntryWithBody[]> {
    const rows = await this.#rows(
      `SELECT epoch, seq, id, hash, header, refused, wrapped_key, sealed FROM entry_numbers
       JOIN entries USING (terminal, epoch, seq, received_at)
       JOIN entry_bodies USING (terminal, epoch, seq, received_at)
       WHERE terminal = $1 AND id = ANY($2::text[]) ORDER BY epoch, seq`,
      terminal,
      ids,
    );
    return rows.map(readWithBody);
  }

  async store(terminal: string, epoch: number, entries: readonly NewEntry[], now: Date): Promise<void> {
    const at = now.getTime();
    const { rows } = await this.ask(STORE, [
      terminal,
      epoch,
      at,
      entries.map(({ seq }) => seq),
      entries.map(({ id }) => id),
      entries.map(({ hash }) => hash),
      entries.map(({ header }) => header),
      entries.map(({ refused }) => refused),
      entries.map(({ body }) => body && Buffer.from(body.wrappedKey)),
      entries.map(({ body }) => body && Buffer.from(body.sealed)),
    ]);
    if (rows[0] === undefined || integer(rows[0], 'stored') !== entries.length)
      throw new Error('Another process stored one of these entries first.');
  }

  async expired(retention: string, before: string, most: number) {
    const { rows } = await this.patient(
      `SELECT number.terminal, number.id FROM entry_bodies
       JOIN entries USING (terminal, epoch, seq, received_at)
       JOIN entry_numbers AS number USING (terminal, epoch, seq, received_at)
       WHERE header::json->>'retention' = $1 AND header::json->>'at' < $2 LIMIT $3`,
      [retention, before, most],
    );
    return rows.map(readPlace);
  }

  async erase(terminal: string, ids: readonly string[]): Promise<void> {
    await this.ask(
      `DELETE FROM entry_bodies USING entry_numbers AS number
       WHERE number.terminal = $1 AND number.id = ANY($2::text[]) AND entry_bodies.terminal = number.terminal
       AND entry_bodies.epoch = number.epoch AND entry_bodies.seq = number.seq
       AND entry_bodies.received_at = number.received_at`,
      [terminal, ids],
    );
  }

  async #rows(sql: string, ...values: unknown[]) {
    return (await this.ask(sql, values)).rows;
  }
}

/** Headers and bodies are stored of those alone whose number was free, in the one statement that takes the number. */
const STORE = `
WITH batch AS (
  SELECT * FROM unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[], $10::bytea[])
  AS given (seq, id, hash, header, refused, wrapped_key, sealed)
), numbered AS (
  INSERT INTO entry_numbers (terminal, epoch, seq, id, hash, refused, received_at)
  SELECT $1, $2, seq, id, hash, refused, $3 FROM batch
  ON CONFLICT DO NOTHING RETURNING seq
), headers AS (
  INSERT INTO entries (terminal, epoch, seq, header, received_at)
  SELECT $1, $2, seq, header, $3 FROM batch JOIN numbered USING (seq) RETURNING seq
), bodies AS (
  INSERT INTO entry_bodies (terminal, epoch, seq, wrapped_key, sealed, received_at)
  SELECT $1, $2, seq, wrapped_key, sealed, $3 FROM batch JOIN numbered USING (seq) WHERE sealed IS NOT NULL
)
SELECT count(*) AS stored FROM headers`;

/** Milliseconds since 1970. */
export interface Months {
  readonly from: number;
  readonly until: number;
}

/** Makes the tables of this month and the next, if they are not there, and answers for which time that is enough: this month. */
export async function addMonths(ask: Ask, now: Date): Promise<Months> {
  for (const offset of [0, 1]) {
    const [from, to] = [startOfMonth(now, offset), startOfMonth(now, offset + 1)];
    const month = new Date(from).toISOString().slice(0, 7).replace('-', '_');
    for (const table of ['entries', 'entry_bodies']) {
      await ask(
        `CREATE TABLE IF NOT EXISTS ${table}_${month} PARTITION OF ${table} FOR VALUES FROM (${from}) TO (${to})`,
        [],
      );
    }
  }
  return { from: startOfMonth(now, 0), until: startOfMonth(now, 1) };
}

function startOfMonth(now: Date, offset: number): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1);
}
