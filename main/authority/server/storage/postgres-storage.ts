import { createHash } from 'node:crypto';
import pg from 'pg';
import { VestibuleError } from '../../../../shared/domain/error';
import { integer } from '../../../sqlite/column';
import { type Ask, type Months, PostgresEntries, addMonths } from './postgres-entries';
import type { Queries, Row, Storage, Value } from './storage';
import { postgresText, steps } from './tables';

/** Connections of one process. Each is busy for one transaction at a time. */
const CONNECTIONS = 8;
/** Milliseconds in which a connection has to come, and a statement to end. */
const PATIENCE = { connection: 5_000, statement: 30_000 };
/** Whoever changes tables or adds months holds this advisory lock: several processes start at once. */
const LOCK = 'SELECT pg_advisory_xact_lock(8251739)';

/**
 * PostgreSQL 13 or later at a `postgres://` address; its tables are made or brought up to date. Throws journal-damaged
 * for tables of a later version, authority-unreachable where no database answers there.
 */
export async function openPostgresStorage(url: string, now: () => Date): Promise<Storage> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE.connection,
    statement_timeout: PATIENCE.statement,
    application_name: 'vestibule-authority',
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it is replaced by the next one that is needed.
  pool.on('error', () => undefined);
  const storage = new PostgresStorage(pool, now);
  try {
    await storage.bringUpToDate();
    return storage;
  } catch (thrown) {
    await pool.end();
    if (thrown instanceof VestibuleError) throw thrown;
    throw new VestibuleError('authority-unreachable', `The database cannot be used: ${reasonOf(thrown)}.`, {
      cause: thrown,
    });
  }
}

class PostgresQueries implements Queries {
  readonly entries: PostgresEntries;

  constructor(protected readonly ask: Ask) {
    this.entries = new PostgresEntries(ask);
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    return (await this.ask(numbered(sql), values)).rowCount ?? 0;
  }

  async get(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return (await this.ask(numbered(sql), values)).rows[0];
  }

  getForUpdate(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.get(`${sql} FOR NO KEY UPDATE`, ...values);
  }

  async all(sql: string, ...values: Value[]): Promise<Row[]> {
    return (await this.ask(numbered(sql), values)).rows;
  }
}

class PostgresStorage extends PostgresQueries implements Storage {
  /** The time for which there are tables. */
  #months: Months = { from: 0, until: 0 };

  constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => Date,
  ) {
    super((sql, values) => pool.query(prepared(sql, values)));
  }

  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    await this.#addMonths();
    return this.#inTransaction((ask) => work(new PostgresQueries(ask)));
  }

  /** Deleted rows go when PostgreSQL vacuums; the keys among them are overwritten then, not before. */
  async forgetDeleted(): Promise<void> {
    await this.pool.query('VACUUM entry_bodies');
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  async bringUpToDate(): Promise<void> {
    await this.#inTransaction(async (ask) => {
      await ask(LOCK, []);
      await ask('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)', []);
      const row = (await ask('SELECT version FROM schema_version', [])).rows[0];
      const version = row ? integer(row, 'version') : 0;
      if (version > steps.length)
        throw new VestibuleError(
          'journal-damaged',
          'The database was made by a later version of the authority.',
        );
      for (const step of steps.slice(version)) await ask(postgresText(step), []);
      await ask('DELETE FROM schema_version', []);
      await ask('INSERT INTO schema_version (version) VALUES ($1)', [steps.length]);
    });
    await this.#addMonths();
  }

  async #addMonths(): Promise<void> {
    const now = this.now();
    if (now.getTime() >= this.#months.from && now.getTime() < this.#months.until) return;
    this.#months = await this.#inTransaction(async (ask) => {
      await ask(LOCK, []);
      return addMonths(ask, now);
    });
  }

  async #inTransaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN');
      const result = await work((sql, values) => client.query(prepared(sql, values)));
      await client.query('COMMIT');
      broken = false;
      return result;
    } catch (thrown) {
      // Where even that fails, the connection is gone, and with it the transaction.
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      throw thrown;
    } finally {
      client.release(broken);
    }
  }
}

const { builtins } = pg.types;

/** Counts and times are numbers here; the driver would make text of them, for they could be greater than any time is. */
function getTypeParser(type: number, format?: 'text' | 'binary') {
  if (type === builtins.INT8 || type === builtins.NUMERIC) return (value: string) => Number(value);
  return pg.types.getTypeParser(type, format);
}

const statements = new Map<string, string>();

/** `?` by position as PostgreSQL numbers them. */
function numbered(sql: string): string {
  let count = 0;
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const text = sql.replaceAll('?', () => `$${(count += 1)}`);
  statements.set(sql, text);
  return text;
}

const names = new Map<string, string>();

/** A statement with values is prepared once a connection, under a name of its own. */
function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  if (values.length === 0) return { text };
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return { name, text, values: [...values] };
}

/** What the driver says went wrong; never the address, which may hold a password. */
function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'no answer';
}
