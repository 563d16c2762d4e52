import pg from 'pg';
import { openStorage } from '../../../main/authority/server/storage/open-storage';

const BATCH = 1_000;
const CONNECTIONS = 2;

/**
 * What PostgreSQL takes by itself, in entries a second: the very rows that an authority has stored in the database
 * `from`, into the same tables with the same keys in the empty one `to`, a thousand in a transaction by
 * `unnest … ON CONFLICT DO NOTHING` over two connections. No network, no signature, no chain, no encryption.
 */
export async function rawPostgres(from: string, to: string): Promise<number> {
  const storage = await openStorage(to, () => new Date());
  await storage.close();
  const pool = new pg.Pool({ connectionString: to, max: CONNECTIONS });
  try {
    const batches = await prepared(from, pool);
    const begun = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, () => insert(batches, pool)));
    const seconds = (performance.now() - begun) / 1000;
    const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM entry_bodies');
    return Number(rows[0]?.count) / seconds;
  } finally {
    await pool.end();
  }
}

async function insert(batches: unknown[][], pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    for (let values = batches.pop(); values; values = batches.pop())
      await client.query({ name: 'raw', text: INSERT, values });
  } finally {
    client.release();
  }
}

/** The rows as the values of the statement, and whom they belong to in place. */
async function prepared(from: string, pool: pg.Pool): Promise<unknown[][]> {
  const source = new pg.Client({ connectionString: from });
  await source.connect();
  try {
    for (const table of ['sites', 'terminals']) {
      const { rows } = await source.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
      for (const row of rows) {
        const names = Object.keys(row);
        const places = names.map((_, index) => `$${index + 1}`);
        await pool.query(
          `INSERT INTO ${table} (${names.join()}) VALUES (${places.join()}) ON CONFLICT DO NOTHING`,
          Object.values(row),
        );
      }
    }
    const { rows } = await source.query<unknown[]>({ text: STORED, rowMode: 'array' });
    const count = Math.ceil(rows.length / BATCH);
    return Array.from({ length: count }, (_, index) => {
      const batch = rows.slice(index * BATCH, (index + 1) * BATCH);
      return (batch[0] ?? []).map((_value, column) => batch.map((row) => row[column]));
    });
  } finally {
    await source.end();
  }
}

const STORED = `SELECT terminal, epoch, seq, id, hash, refused, received_at, header, wrapped_key, sealed
FROM entry_numbers JOIN entries USING (terminal, epoch, seq, received_at)
JOIN entry_bodies USING (terminal, epoch, seq, received_at) ORDER BY received_at, terminal, seq`;

const INSERT = `
WITH batch AS (
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::bytea[], $10::bytea[])
  AS given (terminal, epoch, seq, id, hash, refused, received_at, header, wrapped_key, sealed)
), numbers AS (
  INSERT INTO entry_numbers (terminal, epoch, seq, id, hash, refused, received_at)
  SELECT terminal, epoch, seq, id, hash, refused, received_at FROM batch ON CONFLICT DO NOTHING
), headers AS (
  INSERT INTO entries (terminal, epoch, seq, header, received_at)
  SELECT terminal, epoch, seq, header, received_at FROM batch ON CONFLICT DO NOTHING
)
INSERT INTO entry_bodies (terminal, epoch, seq, wrapped_key, sealed, received_at)
SELECT terminal, epoch, seq, wrapped_key, sealed, received_at FROM batch ON CONFLICT DO NOTHING`;
