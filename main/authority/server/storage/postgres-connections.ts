import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Ask } from './postgres-entries';
import { isUnavailable } from './unavailable';

/** Connections of one process. Each is busy for one transaction at a time. */
const CONNECTIONS = 8;
/**
 * Milliseconds in which a connection has to come, a transaction to begin, a statement to end, and its answer to be here:
 * the last one is for a server that is gone without a word.
 */
const PATIENCE = { connection: 5_000, begin: 5_000, statement: 30_000, answer: 40_000 };
/** Work that lost a race against another transaction is done again so often, after a moment. */
const TRIES = 5;
const MOMENT = 20;

/** What is awaited of a database decides between this and the next: whatever its administrator set as the default. */
const BEGIN: pg.QueryConfig & { query_timeout: number } = {
  text: 'BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE',
  query_timeout: PATIENCE.begin,
};

/** The connections of one process to a PostgreSQL. */
export class PostgresConnections {
  readonly #pool: pg.Pool;
  readonly #settings: pg.ClientConfig;

  constructor(url: string) {
    this.#settings = {
      connectionString: url,
      connectionTimeoutMillis: PATIENCE.connection,
      application_name: 'vestibule-authority',
      keepAlive: true,
      types: { getTypeParser },
    };
    this.#pool = new pg.Pool({
      ...this.#settings,
      max: CONNECTIONS,
      statement_timeout: PATIENCE.statement,
      query_timeout: PATIENCE.answer,
    });
    // A connection that breaks while nobody uses it is replaced by the next one that is needed; one that breaks between two
    // statements of a transaction is found out by the second.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  readonly ask: Ask = (sql, values) => this.#pool.query(prepared(sql, values));

  /**
   * Runs `work` in one transaction, again where it lost a race (a deadlock, tables that were changed beneath it): it does
   * nothing but ask. A connection that turns out to be gone before anything was asked is left for another one.
   */
  async transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#once(work);
      } catch (thrown) {
        if (tries === TRIES || !lostRace(thrown)) throw thrown;
        await pause(Math.random() * MOMENT * 2 ** tries);
      }
    }
  }

  /** Runs `work` on a connection of its own, for as long as it takes. */
  async alone<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = new pg.Client(this.#settings);
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work((sql, values) => client.query(sql, [...values]));
    } finally {
      await client.end();
    }
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  async #once<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await this.#begun();
    let broken = true;
    try {
      const result = await work((sql, values) => client.query(prepared(sql, values)));
      await client.query('COMMIT');
      broken = false;
      return result;
    } catch (thrown) {
      // With the connection goes the transaction, and what the connection had prepared for tables as they were.
      if (!isUnavailable(thrown) || isDeadlock(thrown))
        broken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        );
      throw thrown;
    } finally {
      client.release(broken);
    }
  }

  async #begun(): Promise<pg.PoolClient> {
    for (let left = CONNECTIONS; ; left -= 1) {
      const client = await this.#pool.connect();
      try {
        await client.query(BEGIN);
        return client;
      } catch (thrown) {
        client.release(true);
        if (left === 0 || !isUnavailable(thrown)) throw thrown;
      }
    }
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** PostgreSQL ended one of two transactions so that the other one can go on. */
function isDeadlock(thrown: unknown): boolean {
  return codeOf(thrown) === '40P01' || codeOf(thrown) === '40001';
}

function lostRace(thrown: unknown): boolean {
  return isDeadlock(thrown) || (codeOf(thrown) === '0A000' && isUnavailable(thrown));
}

const { builtins } = pg.types;

/** Counts and times are numbers here; the driver would make text of them, for they could be greater than any time is. */
function getTypeParser(type: number, format?: 'text' | 'binary') {
  if (type === builtins.INT8 || type === builtins.NUMERIC) return (value: string) => Number(value);
  return pg.types.getTypeParser(type, format);
}

const names = new Map<string, string>();

/** A statement with values is prepared once a connection, under a name of its own. */
function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  if (values.length === 0) return { text };
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 24);
  names.set(text, name);
  return { name, text, values: [...values] };
}
