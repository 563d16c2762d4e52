import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ReplayMemory } from '../../../main/authority/server/replay-memory';
import { openSqliteStorage } from '../../../main/authority/server/storage/sqlite-storage';
import type { Storage, Value } from '../../../main/authority/server/storage/storage';

const now = new Date();
const until = now.getTime() + 1_000;
let folder: string;
let real: Storage;
/** The same database as another process has it open. */
let other: Storage;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'replay-memory-'));
  const file = path.join(folder, 'authority.db');
  real = await openSqliteStorage(file);
  other = await openSqliteStorage(file);
});
afterEach(async () => {
  await Promise.all([real.close(), other.close()]);
  rmSync(folder, { recursive: true });
});

/** The database, counting what is written and failing where the test says so. */
function watched() {
  let written = 0;
  let fails = false;
  const storage: Pick<Storage, 'run' | 'all'> = {
    run: (sql: string, ...values: Value[]) => real.run(sql, ...values),
    all: async (sql: string, ...values: Value[]) => {
      written += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (fails) throw new Error('the disk is full');
      return real.all(sql, ...values);
    },
  };
  return { storage, count: () => written, failing: (does: boolean) => (fails = does) };
}

test('Given a hundred proofs at once, one of them twice, when they are remembered, then each is taken once, in few statements', async () => {
  const { storage, count } = watched();
  const memory = new ReplayMemory(storage);
  const ids = [...Array.from({ length: 100 }, (_, index) => `proof ${index}`), 'proof 7'];
  const first = await Promise.all(ids.map((id) => memory.firstTime(id, until, now)));
  expect(first.filter(Boolean).length).toBe(100);
  expect(count()).toBeLessThan(5);
  expect(await memory.firstTime('proof 3', until, now)).toBe(false);
});

test('Given two processes, when each is shown the same proofs at once, then each proof is taken by one of them', async () => {
  const memories = [new ReplayMemory(real), new ReplayMemory(other)];
  const ids = Array.from({ length: 20 }, (_, index) => `proof ${index}`);
  const first = await Promise.all(
    memories.map((memory) => Promise.all(ids.map((id) => memory.firstTime(id, until, now)))),
  );
  expect(ids.map((_, index) => first.filter((each) => each[index]).length)).toEqual(ids.map(() => 1));
});

test('Given a database that fails, when proofs come, then each hears of it, and those that come later are taken', async () => {
  const { storage, failing } = watched();
  const memory = new ReplayMemory(storage);
  failing(true);
  const results = await Promise.allSettled(['one', 'two'].map((id) => memory.firstTime(id, until, now)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  failing(false);
  expect(await memory.firstTime('one', until, now)).toBe(true);
});
