import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

const BATCH = 1_000;
const BATCHES = 40;
const CONNECTIONS = 2;

/**
 * What PostgreSQL takes by itself, in entries a second: the bytes of an entry in one table with one key, a thousand in
 * a transaction by `unnest … ON CONFLICT DO NOTHING`. No network, no signature, no chain, no encryption.
 */
export async function rawPostgres(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  try {
    await pool.query(
      'CREATE TABLE raw (terminal TEXT, epoch BIGINT, seq BIGINT, id TEXT, header TEXT, body BYTEA, PRIMARY KEY (terminal, epoch, seq))',
    );
    const header = randomBytes(300).toString('hex');
    const body = randomBytes(512);
    const batch = (terminal: string, from: number) => [
      terminal,
      Array.from({ length: BATCH }, (_, index) => from + index),
      Array.from({ length: BATCH }, () => randomUUID()),
      Array.from({ length: BATCH }, () => header),
      Array.from({ length: BATCH }, () => body),
    ];
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, worker) => {
        for (let done = 0; done < BATCHES / CONNECTIONS; done += 1)
          await pool.query({ name: 'raw', text: INSERT, values: batch(`T-${worker}`, done * BATCH) });
      }),
    );
    return (BATCHES * BATCH) / ((performance.now() - begun) / 1000);
  } finally {
    await pool.end();
  }
}

const INSERT = `INSERT INTO raw SELECT $1, 1, seq, id, header, body
FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[]) AS given (seq, id, header, body)
ON CONFLICT DO NOTHING`;
