import { closeSync, openSync } from 'node:fs';
import { VestibuleError } from '../../../../shared/domain/error';
import { integer } from '../../../sqlite/column';
import { type Database, type Statement, type Value, openDatabase } from '../../../sqlite/database';
import { sqliteErrorKind } from '../../../sqlite/sqlite-error';
import { SqliteEntries } from './sqlite-entries';
import type { Queries, Row, Storage } from './storage';
import { sqliteText, steps } from './tables';

/**
 * Milliseconds in which another process may hold the file: a moment in the engine, which stops everything here, then
 * in turns with everything else.
 */
const BUSY = { inEngine: 20, longestPause: 20, altogether: 15_000 };

/**
 * The embedded database: one file, made if it is not there, its tables brought up to date. Throws journal-damaged for
 * a file of a later version, and what the engine throws.
 */
export async function openSqliteStorage(file: string): Promise<Storage> {
  // SQLite gives the files beside it the same permissions.
  closeSync(openSync(file, 'a', 0o600));
  const database = openDatabase(file, { busyTimeout: BUSY.inEngine });
  try {
    database.exec('PRAGMA secure_delete = ON');
    await patiently(async () => bringUpToDate(database));
    return new SqliteStorage(database);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function bringUpToDate(database: Database): void {
  database.transaction(() => {
    const row = database.prepare('PRAGMA user_version').get();
    const version = row ? integer(row, 'user_version') : 0;
    if (version > steps.length)
      throw new VestibuleError(
        'journal-damaged',
        'The database was made by a later version of the authority.',
      );
    for (const step of steps.slice(version)) database.exec(sqliteText(step));
    database.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

/** Statements as they are run, each prepared once. */
class SqliteQueries implements Queries {
  readonly entries: SqliteEntries;
  readonly #statements = new Map<string, Statement>();

  constructor(readonly database: Database) {
    this.entries = new SqliteEntries((sql) => this.#prepared(sql));
  }

  async run(sql: string, ...values: Value[]): Promise<number> {
    return this.#prepared(sql).run(...values).changes;
  }

  async get(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.#prepared(sql).get(...values);
  }

  /** A transaction that writes excludes every other one from its first statement on. */
  getForUpdate(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.get(sql, ...values);
  }

  async all(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#prepared(sql).all(...values);
  }

  #prepared(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** One connection: what is asked while a transaction is open waits for its end. */
class SqliteStorage implements Storage {
  readonly entries: Storage['entries'];
  readonly #queries: SqliteQueries;
  /** Ends when the last transaction that was asked for has ended. */
  #idle: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {
    const queries = new SqliteQueries(database);
    this.#queries = queries;
    this.entries = {
      numberTable: queries.entries.numberTable,
      held: (...where) => this.#idle.then(() => queries.entries.held(...where)),
      stored: (...where) => this.#idle.then(() => queries.entries.stored(...where)),
      idsTaken: (...where) => this.#idle.then(() => queries.entries.idsTaken(...where)),
      withBodies: (...which) => this.#idle.then(() => queries.entries.withBodies(...which)),
      expired: (...which) => this.#idle.then(() => queries.entries.expired(...which)),
      store: (...what) => this.transaction(() => queries.entries.store(...what)),
      erase: (...what) => this.transaction(() => queries.entries.erase(...what)),
    };
  }

  run(sql: string, ...values: Value[]): Promise<number> {
    return this.#idle.then(() => patiently(() => this.#queries.run(sql, ...values)));
  }

  get(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.#idle.then(() => this.#queries.get(sql, ...values));
  }

  getForUpdate(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.get(sql, ...values);
  }

  all(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#idle.then(() => patiently(() => this.#queries.all(sql, ...values)));
  }

  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const result = this.#idle.then(() => this.#inTransaction(work));
    this.#idle = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** What was deleted is overwritten in the file already; this takes it out of the log beside it too. */
  async forgetDeleted(): Promise<void> {
    await this.get('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async close(): Promise<void> {
    await this.#idle;
    this.database.close();
  }

  async #inTransaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    const open = await patiently(async () => this.database.begin());
    try {
      const result = await work(this.#queries);
      open.commit();
      return result;
    } catch (thrown) {
      open.rollBack();
      throw thrown;
    }
  }
}

/** Tries again while another process is writing. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const begun = Date.now(); ;) {
    try {
      return await work();
    } catch (thrown) {
      if (sqliteErrorKind(thrown) !== 'busy' || Date.now() - begun > BUSY.altogether) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * BUSY.longestPause));
    }
  }
}
