import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  type EngineDatabase,
  type EngineHandle,
  type EngineName,
  availableEngines,
  engineDatabase,
} from './engine';
import { sqliteErrorKind } from './sqlite-error';

/** What SQLite stores. Booleans and `undefined` are refused: one engine would quietly make them 1 and NULL. */
export type Value = null | number | bigint | string | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** A prepared statement; values are bound by position. Reuse it: preparing costs more than running. */
export interface Statement {
  run(...values: Value[]): { changes: number; lastInsertRowid: number };
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  iterate(...values: Value[]): IterableIterator<Row>;
}

export interface Database {
  readonly engine: EngineName;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /**
   * Runs `work` in one transaction and returns after the commit is durable. A throw inside rolls everything
   * back and is thrown on. `work` is synchronous, and transactions do not nest.
   */
  transaction<T>(work: () => T): T;
  /** Opens a transaction whose work waits for promises. Whoever opens it keeps everybody else out until it ends. */
  begin(): OpenTransaction;
  close(): void;
}

/** Ends once, in one of two ways. A failed commit still has to be rolled back. */
export interface OpenTransaction {
  /** Returns after it is durable. */
  commit(): void;
  rollBack(): void;
}

/**
 * Opens (and unless `readOnly`, creates) a database file in WAL mode with full sync, so that what a
 * transaction committed survives a power cut (STORAGE, Engine). Errors are those of the engine;
 * `sqliteErrorKind` says what they mean.
 */
export function openDatabase(
  path: string,
  options: { readOnly?: boolean; engine?: EngineName; busyTimeout?: number; pageSize?: number } = {},
): Database {
  const engine = options.engine ?? availableEngines()[0] ?? 'addon';
  const readOnly = options.readOnly ?? false;
  const timeout = options.busyTimeout ?? 5_000;
  const handle = readOnly
    ? openForReading(engineDatabase(engine), path, timeout)
    : new (engineDatabase(engine))(path, { timeout });
  try {
    if (options.pageSize !== undefined) handle.exec(`PRAGMA page_size = ${options.pageSize}`);
    for (const pragma of readOnly ? readerPragmas : writerPragmas) handle.exec(`PRAGMA ${pragma}`);
  } catch (thrown) {
    handle.close();
    throw thrown;
  }

  const begin = readOnly ? 'BEGIN' : 'BEGIN IMMEDIATE';
  const opened = (): OpenTransaction => {
    handle.exec(begin);
    return {
      commit: () => handle.exec('COMMIT'),
      rollBack() {
        // On a full disk SQLite has already rolled back by itself, and a second ROLLBACK would hide the cause.
        if (handle.isTransaction) handle.exec('ROLLBACK');
      },
    };
  };
  return {
    engine,
    exec: (sql) => handle.exec(sql),
    prepare(sql) {
      const statement = handle.prepare(sql);
      return {
        run(...values) {
          const result = statement.run(...checked(values));
          return { changes: Number(result.changes), lastInsertRowid: Number(result.lastInsertRowid) };
        },
        get: (...values) => statement.get(...checked(values)) as Row | undefined,
        all: (...values) => statement.all(...checked(values)) as Row[],
        iterate: (...values) => statement.iterate(...checked(values)) as IterableIterator<Row>,
      };
    },
    transaction(work) {
      const open = opened();
      try {
        const result = work();
        if (result instanceof Promise) throw new TypeError('A transaction cannot wait for a promise.');
        open.commit();
        return result;
      } catch (thrown) {
        open.rollBack();
        throw thrown;
      }
    },
    begin: opened,
    close: () => handle.close(),
  };
}

/**
 * Reading a file in WAL mode takes a shared-memory file beside it. Where none can be made (a copy on a read-only
 * disk) and no log stands beside it either, nobody can be writing, and the file is read as it lies there.
 */
function openForReading(Engine: EngineDatabase, path: string, timeout: number): EngineHandle {
  let handle: EngineHandle | undefined;
  try {
    handle = new Engine(path, { readOnly: true, timeout });
    handle.exec('PRAGMA schema_version'); // the first statement that touches the file
    return handle;
  } catch (thrown) {
    handle?.close();
    const asItLies = handle && sqliteErrorKind(thrown) === 'unavailable' && !existsSync(`${path}-wal`);
    if (!asItLies) throw thrown;
    return new Engine(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true, timeout });
  }
}

const readerPragmas = ['trusted_schema = OFF', 'cell_size_check = ON'];

/** `fullfsync` matters on macOS, where a plain fsync stops at the drive's cache; elsewhere it does nothing. */
const writerPragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  'foreign_keys = ON',
  ...readerPragmas,
];

function checked(values: readonly Value[]): Value[] {
  return values.map((value: unknown, index) => {
    if (isValue(value)) return value;
    throw new TypeError(`Value ${index + 1} is ${typeof value}; SQLite does not store that.`);
  });
}

function isValue(value: unknown): value is Value {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'bigint' ||
    (typeof value === 'number' && !Number.isNaN(value)) ||
    value instanceof Uint8Array
  );
}
