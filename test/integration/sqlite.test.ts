import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ColumnError, bytes, integer, text } from '../../main/sqlite/column';
import { type Value, openDatabase } from '../../main/sqlite/database';
import { availableEngines } from '../../main/sqlite/engine';
import { takeFileLock } from '../../main/sqlite/file-lock';
import { sqliteErrorKind } from '../../main/sqlite/sqlite-error';
import { temporaryFolder } from '../support/journal-folder';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('Nothing was thrown.');
};

describe.each(availableEngines())('Given the %s engine', (engine) => {
  const opened = (file = path.join(temporaryFolder(), 'some.db'), options: object = {}) => {
    const database = openDatabase(file, { engine, ...options });
    onTestFinished(() => {
      try {
        database.close();
      } catch {
        // the test has closed it
      }
    });
    return { file, database };
  };
  const withTable = () => {
    const { file, database } = opened();
    database.exec('CREATE TABLE things (number INTEGER PRIMARY KEY, thing ANY) STRICT');
    return { file, database };
  };

  test('when a file is opened, then what is committed is synced to the disk before the answer', () => {
    const { database } = opened();
    expect(database.engine).toBe(engine);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA fullfsync').get()).toEqual({ fullfsync: 1 });
    expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
  });

  test('when every kind of value is stored, then it comes back as it was', () => {
    const { database } = withTable();
    const insert = database.prepare('INSERT INTO things (thing) VALUES (?)');
    const values: Value[] = [
      null,
      0,
      -1.5,
      Number.MAX_SAFE_INTEGER,
      '',
      '林晓燕',
      Buffer.from([0, 255]),
      new Uint8Array(),
    ];
    const numbers = values.map((value) => insert.run(value).lastInsertRowid);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const back = database
      .prepare('SELECT thing FROM things ORDER BY number')
      .all()
      .map((row) => row['thing']);
    expect(back).toEqual(
      values.map((value) => (value instanceof Uint8Array ? Uint8Array.from(value) : value)),
    );
    expect([...database.prepare('SELECT number FROM things').iterate()]).toHaveLength(8);
    expect(insert.run(7n).changes).toBe(1);
  });

  test.each([undefined, true, false, Number.NaN, {}, [], new Date(0)])(
    'when %s is to be stored, then it is refused on either engine',
    (value) => {
      const { database } = withTable();
      const insert = database.prepare('INSERT INTO things (thing) VALUES (?)');
      // The compiler refuses it as well; this is what meets a value that came in from outside.
      expect(() => insert.run(value as unknown as Value)).toThrow(TypeError);
      expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 0 });
    },
  );

  test('when work in a transaction throws, then nothing of it is kept and the cause is told', () => {
    const { database } = withTable();
    const insert = database.prepare('INSERT INTO things (number) VALUES (?)');
    const twice = () => database.transaction(() => [insert.run(1), insert.run(1)]);
    expect(sqliteErrorKind(thrownBy(twice))).toBe('other');
    expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 0 });
    expect(database.transaction(() => insert.run(1).changes)).toBe(1);
  });

  test('when a transaction is given work that waits, then it is refused rather than committed too early', () => {
    const { database } = withTable();
    const insert = database.prepare('INSERT INTO things (number) VALUES (?)');
    expect(() => database.transaction(async () => insert.run(1))).toThrow('promise');
    expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 0 });
  });

  test('when the disk has no more room, then it says full, reads go on, and writes resume once there is room', () => {
    const { database } = withTable();
    const insert = database.prepare('INSERT INTO things (thing) VALUES (zeroblob(3000))');
    database.transaction(() => insert.run());
    database.exec('PRAGMA max_page_count = 4');
    const fill = () => database.transaction(() => Array.from({ length: 50 }, () => insert.run()));
    expect(sqliteErrorKind(thrownBy(fill))).toBe('full');
    expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 1 });
    database.exec('PRAGMA max_page_count = 1000');
    fill();
    expect(database.prepare('SELECT count(*) AS n FROM things').get()).toEqual({ n: 51 });
  });

  test('when two write at once, then the second is told busy after its time', () => {
    const { file, database } = withTable();
    const other = opened(file, { busyTimeout: 0 }).database;
    database.exec('BEGIN IMMEDIATE');
    expect(sqliteErrorKind(thrownBy(() => other.transaction(() => 1)))).toBe('busy');
    database.exec('ROLLBACK');
    expect(other.transaction(() => 1)).toBe(1);
  });

  test('when a file is opened for reading only, then it reads beside a writer and cannot write', () => {
    const { file, database } = withTable();
    const reader = opened(file, { readOnly: true }).database;
    database.exec('INSERT INTO things (number) VALUES (5)');
    expect(reader.prepare('SELECT number FROM things').get()).toEqual({ number: 5 });
    const write = () => reader.exec('INSERT INTO things (number) VALUES (6)');
    expect(sqliteErrorKind(thrownBy(write))).toBe('unavailable');
  });

  // Root may write everywhere, so only an ordinary user can see this.
  test.skipIf(process.getuid?.() === 0)(
    'when a copy lies where nothing can be written, then it is read all the same',
    () => {
      const { file, database } = withTable();
      database.exec('INSERT INTO things (number) VALUES (5)');
      database.close();
      chmodSync(path.dirname(file), 0o555);
      try {
        const reader = opened(file, { readOnly: true }).database;
        expect(reader.prepare('SELECT number FROM things').get()).toEqual({ number: 5 });
      } finally {
        chmodSync(path.dirname(file), 0o755);
      }
    },
  );

  test('when the file is no database or its folder is not there, then it says damaged or unavailable', () => {
    const file = path.join(temporaryFolder(), 'other.db');
    writeFileSync(file, 'a letter, not a database '.repeat(100));
    expect(sqliteErrorKind(thrownBy(() => opened(file)))).toBe('damaged');
    expect(readFileSync(file, 'utf8')).toContain('a letter');
    const nowhere = path.join(temporaryFolder(), 'not-there', 'some.db');
    expect(sqliteErrorKind(thrownBy(() => opened(nowhere)))).toBe('unavailable');
    expect(sqliteErrorKind(new Error('something else'))).toBeUndefined();
  });

  test('when a page size is asked for, then a new file has it', () => {
    const { database } = opened(undefined, { pageSize: 1024 });
    database.exec('CREATE TABLE things (number INTEGER)');
    expect(database.prepare('PRAGMA page_size').get()).toEqual({ page_size: 1024 });
  });

  test('when a lock is held, then nobody else gets it until it is given back', () => {
    const file = path.join(temporaryFolder(), 'lock.db');
    const lock = takeFileLock(file, { engine });
    expect(lock).toBeDefined();
    expect(takeFileLock(file, { engine })).toBeUndefined();
    expect(existsSync(file)).toBe(true);
    lock?.release();
    const again = takeFileLock(file, { engine });
    expect(again).toBeDefined();
    again?.release();
  });
});

test('Given a row of a damaged file, when a column is not what it was written as, then reading it is refused', () => {
  const row = { number: 1.5, text: 7, blob: new Uint8Array(31), none: null };
  expect(() => integer(row, 'number')).toThrow(ColumnError);
  expect(() => text(row, 'text')).toThrow(ColumnError);
  expect(() => bytes(row, 'blob', 32)).toThrow(ColumnError);
  expect(() => text(row, 'none')).toThrow(ColumnError);
  expect(() => integer(row, 'missing')).toThrow(ColumnError);
});
