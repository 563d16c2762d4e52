import { VestibuleError } from '../../../../shared/domain/error';
import { integer } from '../../../sqlite/column';
import { PostgresConnections } from './postgres-connections';
import { type Ask, type Months, PostgresEntries, addMonths } from './postgres-entries';
import type { Queries, Row, Storage, Value } from './storage';
import { postgresText, steps } from './tables';

/** Whoever changes tables or adds months holds this advisory lock: several processes start at once. */
const LOCK = 'SELECT pg_advisory_xact_lock(8251739)';

/**
 * PostgreSQL 13 or later at a `postgres://` address; its tables are made or brought up to date. Throws journal-damaged
 * for tables of a later version, authority-unreachable where no database answers there.
 */
export async function openPostgresStorage(url: string, now: () => Date): Promise<Storage> {
  const connections = new PostgresConnections(url);
  const storage = new PostgresStorage(connections, now);
  try {
    await storage.bringUpToDate();
    return storage;
  } catch (thrown) {
    await connections.end();
    if (thrown instanceof VestibuleError) throw thrown;
    throw new VestibuleError('authority-unreachable', `The database cannot be used: ${reasonOf(thrown)}.`, {
      cause: thrown,
    });
  }
}

/** Milliseconds that closing waits for a vacuum: large tables take hours. */
const VACUUM_AT_END = 5_000;

class PostgresQueries implements Queries {
  readonly entries: PostgresEntries;

  /** `patient` asks what may take longer than anybody waits for an answer. */
  constructor(
    protected readonly ask: Ask,
    patient: Ask = ask,
  ) {
    this.entries = new PostgresEntries(ask, patient);
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
  /** The run of `forgetDeleted` that is under way, and the one that comes after it. */
  #vacuum: Promise<unknown> = Promise.resolve();
  #nextVacuum: Promise<void> | undefined;
  /** PostgreSQL's process that vacuums. */
  #vacuuming: number | undefined;
  /** Nobody waits for a vacuum any more. */
  #late = false;

  constructor(
    private readonly connections: PostgresConnections,
    private readonly now: () => Date,
  ) {
    super(connections.ask, (sql, values) => connections.alone((ask) => ask(sql, values)));
  }

  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    await this.#addMonths();
    return this.connections.transaction((ask) => work(new PostgresQueries(ask)));
  }

  /**
   * Deleted rows go when PostgreSQL vacuums; the keys among them are overwritten then, not before. It takes as long as the
   * tables are large, so nobody waits for it; one that fails is made up for by the next, or by PostgreSQL itself.
   */
  async forgetDeleted(): Promise<void> {
    this.#nextVacuum ??= this.#vacuumNext();
  }

  /** What waits to be forgotten is, unless that takes longer than whoever ends the authority may wait: PostgreSQL makes up for what is cut off. */
  async close(): Promise<void> {
    const limit = setTimeout(() => void this.#cutOff(), VACUUM_AT_END);
    await this.#nextVacuum;
    await this.#vacuum;
    clearTimeout(limit);
    await this.connections.end();
  }

  async #cutOff(): Promise<void> {
    this.#late = true;
    if (this.#vacuuming === undefined) return;
    await this.connections.ask('SELECT pg_cancel_backend($1)', [this.#vacuuming]).catch(() => undefined);
  }

  async #vacuumNext(): Promise<void> {
    await this.#vacuum;
    this.#nextVacuum = undefined;
    if (!this.#late) this.#vacuum = this.#vacuumNow().catch(() => undefined);
  }

  #vacuumNow(): Promise<void> {
    return this.connections.alone(async (ask) => {
      const row = (await ask('SELECT pg_backend_pid() AS process', [])).rows[0];
      if (!row || this.#late) return;
      this.#vacuuming = integer(row, 'process');
      await ask('VACUUM entry_bodies', []).finally(() => (this.#vacuuming = undefined));
    });
  }

  /** However long it takes: tables may be large, and another process may be at it. */
  async bringUpToDate(): Promise<void> {
    await this.connections.alone(async (ask) => {
      await ask('BEGIN', []);
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
      await ask('COMMIT', []);
    });
    await this.#addMonths();
  }

  async #addMonths(): Promise<void> {
    const now = this.now();
    if (now.getTime() >= this.#months.from && now.getTime() < this.#months.until) return;
    this.#months = await this.connections.transaction(async (ask) => {
      await ask(LOCK, []);
      return addMonths(ask, now);
    });
  }
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

/** What the driver says went wrong; never the address, which may hold a password. */
function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'no answer';
}
