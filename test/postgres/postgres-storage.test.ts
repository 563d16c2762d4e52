import pg from 'pg';
import { beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { openPostgresStorage } from '../../main/authority/server/storage/postgres-storage';
import type { Queries, Storage } from '../../main/authority/server/storage/storage';
import { isUnavailable } from '../../main/authority/server/storage/unavailable';
import { dropDatabase, newDatabase } from '../support/postgres-server';

let url: string;
/** Whoever looks after the database. */
let administrator: pg.Client;
beforeEach(async () => {
  const server = inject('postgres') ?? '';
  url = await newDatabase(server);
  administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  onTestFinished(async () => {
    await administrator.end();
    await dropDatabase(server, url);
  });
});

async function opened(): Promise<Storage> {
  const storage = await openPostgresStorage(url, () => new Date());
  onTestFinished(() => storage.close());
  return storage;
}

const read = async (queries: Queries, name: string) =>
  (await queries.get('SELECT value FROM documents WHERE name = ?', name))?.['value'];
const write = (queries: Queries, name: string, value: string) =>
  queries.run(
    'INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    value,
  );
/** Ends every connection of the authority, as a restart of the server or a change of servers does. */
const disconnect = () =>
  administrator.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vestibule-authority' AND datname = current_database()",
  );
const moment = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('Given an empty database, when several processes start on it at once, then each finds the tables and none made them twice', async () => {
  const storages = await Promise.all(Array.from({ length: 6 }, () => opened()));
  await Promise.all(storages.map((storage, index) => write(storage, `of ${index}`, 'here')));
  for (const index of storages.keys())
    expect(await read(storages[0] ?? (await opened()), `of ${index}`)).toBe('here');
  const { rows } = await administrator.query('SELECT version FROM schema_version');
  expect(rows).toHaveLength(1);
});

test('Given connections that the server ended while nobody used them, when work begins, then it is done as if nothing had been', async () => {
  const storage = await opened();
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      storage.transaction((queries) => write(queries, `${index}`, 'a')),
    ),
  );
  await disconnect();
  const done = Array.from({ length: 8 }, (_, index) =>
    storage.transaction((queries) => write(queries, `${index}`, 'b')),
  );
  await Promise.all(done);
  expect(await read(storage, '7')).toBe('b');
});

test('Given a transaction whose connection breaks between two statements, when it goes on, then it is unavailable, nothing of it is there, and the process lives', async () => {
  const storage = await opened();
  const work = storage.transaction(async (queries) => {
    await write(queries, 'half', 'done');
    await disconnect();
    await moment(200);
    await write(queries, 'other half', 'done');
  });
  await expect(work).rejects.toSatisfy(isUnavailable);
  expect(await read(storage, 'half')).toBeUndefined();
  await storage.transaction((queries) => write(queries, 'half', 'whole'));
  expect(await read(storage, 'half')).toBe('whole');
});

test('Given two transactions that wait for each other, when PostgreSQL ends one of them, then it is done again and both are there', async () => {
  const storage = await opened();
  for (const name of ['one', 'other']) await write(storage, name, '0');
  const addTo = (first: string, second: string) =>
    storage.transaction(async (queries) => {
      for (const name of [first, second]) {
        const row = await queries.getForUpdate('SELECT value FROM documents WHERE name = ?', name);
        await write(queries, name, String(Number(row?.['value']) + 1));
        await moment(100);
      }
    });
  await Promise.all([addTo('one', 'other'), addTo('other', 'one')]);
  expect([await read(storage, 'one'), await read(storage, 'other')]).toEqual(['2', '2']);
});

test('Given statements that were prepared, when another version changes the tables beneath them, then a transaction goes on', async () => {
  const storage = await opened();
  const sites = () => storage.transaction((queries) => queries.all('SELECT * FROM sites WHERE id <> ?', ''));
  await storage.run("INSERT INTO sites (id, name) VALUES (?, 'Main site')", 'main');
  await sites();
  await administrator.query("ALTER TABLE sites ADD COLUMN of_tomorrow TEXT NOT NULL DEFAULT 'x'");
  expect(await sites()).toMatchObject([{ id: 'main', of_tomorrow: 'x' }]);
});

test('Given a database whose default is another isolation, when a number is counted up at once, then no step is lost and none fails', async () => {
  await administrator.query(
    `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_isolation = 'serializable'`,
  );
  const storage = await opened();
  await write(storage, 'counter', '0');
  const countUp = () =>
    storage.transaction(async (queries) => {
      const row = await queries.getForUpdate('SELECT value FROM documents WHERE name = ?', 'counter');
      await write(queries, 'counter', String(Number(row?.['value']) + 1));
    });
  await Promise.all(Array.from({ length: 30 }, countUp));
  expect(await read(storage, 'counter')).toBe('30');
});

test('Given a database that is only a copy to read, when something is to be written, then it is unavailable and not broken', async () => {
  const storage = await opened();
  await administrator.query(
    `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`,
  );
  await disconnect();
  await moment(100);
  const asked = storage.run('INSERT INTO sites (id, name) VALUES (?, ?)', 'x', 'X');
  await expect(asked).rejects.toSatisfy(isUnavailable);
});

test('Given bodies that were deleted, when they are to be forgotten, then nobody waits for it, and it is done before the end', async () => {
  const storage = await openPostgresStorage(url, () => new Date());
  await storage.forgetDeleted();
  await storage.forgetDeleted();
  await storage.close();
  const { rows } = await administrator.query(
    "SELECT sum(vacuum_count)::int AS vacuums FROM pg_stat_user_tables WHERE relname LIKE 'entry_bodies_%'",
  );
  expect(rows[0].vacuums).toBeGreaterThanOrEqual(2);
});

test('Given bodies to be forgotten in a table that somebody holds for hours, when the authority ends, then it does not wait for that, and leaves nothing behind that would', async () => {
  const storage = await openPostgresStorage(url, () => new Date());
  await administrator.query('BEGIN; LOCK TABLE entry_bodies IN SHARE MODE');
  await storage.forgetDeleted();
  await storage.forgetDeleted();
  await storage.close();
  const { rows } = await administrator.query(
    "SELECT count(*)::int AS vacuums FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'VACUUM%'",
  );
  expect(rows[0].vacuums).toBe(0);
  await administrator.query('ROLLBACK');
});
