import { expect, test } from 'vitest';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import type { Storage } from '../../main/authority/server/storage/storage';
import { bytes } from '../../main/sqlite/column';
import { TestAuthority } from '../support/test-authority';

/** Two processes on one database, as far as the database can tell. */
async function twoOfOne(): Promise<[Storage, Storage]> {
  const { database } = await TestAuthority.open();
  const now = () => new Date();
  return [await openStorage(database, now), await openStorage(database, now)];
}

const read = async (storage: Storage, name: string) =>
  (await storage.get('SELECT value FROM documents WHERE name = ?', name))?.['value'];

test('Given work that fails half way, when the transaction ends, then nothing of it is there', async () => {
  const [storage, other] = await twoOfOne();
  const work = storage.transaction(async (queries) => {
    await queries.run('INSERT INTO documents (name, value) VALUES (?, ?)', 'half', 'done');
    expect((await queries.get('SELECT value FROM documents WHERE name = ?', 'half'))?.['value']).toBe('done');
    throw new Error('stop');
  });
  await expect(work).rejects.toThrow('stop');
  expect(await read(storage, 'half')).toBeUndefined();
  await Promise.all([storage.close(), other.close()]);
});

test('Given a transaction that waits, when others read and write meanwhile, then they see it whole or not at all', async () => {
  const [storage, other] = await twoOfOne();
  const seen: unknown[] = [];
  const slow = storage.transaction(async (queries) => {
    await queries.run('INSERT INTO documents (name, value) VALUES (?, ?)', 'slow', 'first');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await queries.run('UPDATE documents SET value = ? WHERE name = ?', 'second', 'slow');
  });
  const readers = [storage, other].map(async (each) => seen.push(await read(each, 'slow')));
  await Promise.all([slow, ...readers]);
  for (const value of seen) expect([undefined, 'second']).toContain(value);
  expect(await read(other, 'slow')).toBe('second');
  await Promise.all([storage.close(), other.close()]);
});

test('Given two processes that count one number up at once, when both have ended, then no step is lost', async () => {
  const [one, other] = await twoOfOne();
  await one.run('INSERT INTO documents (name, value) VALUES (?, ?)', 'counter', '0');
  const countUp = (storage: Storage) =>
    storage.transaction(async (queries) => {
      const row = await queries.getForUpdate('SELECT value FROM documents WHERE name = ?', 'counter');
      const next = String(Number(row?.['value']) + 1);
      await queries.run('UPDATE documents SET value = ? WHERE name = ?', next, 'counter');
    });
  await Promise.all(Array.from({ length: 40 }, (_, step) => countUp(step % 2 ? one : other)));
  expect(await read(one, 'counter')).toBe('40');
  await Promise.all([one.close(), other.close()]);
});

test('Given what is used once, when two processes are shown it at the same time, then one of them is the first', async () => {
  const [one, other] = await twoOfOne();
  const insert = (storage: Storage) =>
    storage.run('INSERT INTO proofs (digest, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING', 'd', 1);
  const inserted = await Promise.all([one, other, one, other].map(insert));
  expect(inserted.toSorted()).toEqual([0, 0, 0, 1]);
  await Promise.all([one.close(), other.close()]);
});

test('Given numbers, bytes and nothing, when they are read again, then they are what was written', async () => {
  const [storage, other] = await twoOfOne();
  const sealed = new Uint8Array([0, 255, 39, 92]);
  await storage.run('INSERT INTO keys (name, sealed) VALUES (?, ?)', 'k', sealed);
  const stored = await other.get('SELECT sealed FROM keys WHERE name = ?', 'k');
  expect(stored && bytes(stored, 'sealed', 4)).toSatisfy((found: Uint8Array) =>
    Buffer.from(found).equals(sealed),
  );
  const site = await other.get('SELECT id FROM sites');
  const code = [String(site?.['id']), 1_900_000_000_000, null] as const;
  await storage.run(
    "INSERT INTO enrolment_codes (digest, site, expires_at, used_at) VALUES ('d', ?, ?, ?)",
    ...code,
  );
  const row = await other.get('SELECT site, expires_at, used_at FROM enrolment_codes');
  expect(Object.values(row ?? {})).toEqual(code);
  await Promise.all([storage.close(), other.close()]);
});
