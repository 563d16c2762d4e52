import { expect, test } from 'vitest';
import { ReplayMemory } from '../../../main/authority/server/replay-memory';
import type { Queries, Storage } from '../../../main/authority/server/storage/storage';

/** A database that knows digests, and takes as long for a transaction as the test lets it. */
function database() {
  const known = new Set<unknown>();
  let transactions = 0;
  let fails = false;
  const queries = {
    run: async (sql: string, digest: unknown) => {
      if (!sql.startsWith('INSERT')) return 0;
      const isNew = !known.has(digest);
      known.add(digest);
      return isNew ? 1 : 0;
    },
  } as unknown as Queries;
  const storage = {
    ...queries,
    transaction: async <T>(work: (given: Queries) => Promise<T>) => {
      transactions += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (fails) throw new Error('the disk is full');
      return work(queries);
    },
  } as unknown as Storage;
  return { storage, count: () => transactions, failing: (does: boolean) => (fails = does) };
}

const now = new Date();

test('Given a hundred proofs at once, one of them twice, when they are remembered, then each is taken once, in few transactions', async () => {
  const { storage, count } = database();
  const memory = new ReplayMemory(storage);
  const ids = [...Array.from({ length: 100 }, (_, index) => `proof ${index}`), 'proof 7'];
  const first = await Promise.all(ids.map((id) => memory.firstTime(id, now.getTime() + 1_000, now)));
  expect(first.filter(Boolean).length).toBe(100);
  expect(count()).toBeLessThan(5);
  expect(await memory.firstTime('proof 3', now.getTime() + 1_000, now)).toBe(false);
});

test('Given a database that fails, when proofs come, then each hears of it, and those that come later are taken', async () => {
  const { storage, failing } = database();
  const memory = new ReplayMemory(storage);
  failing(true);
  const results = await Promise.allSettled(
    ['one', 'two'].map((id) => memory.firstTime(id, now.getTime() + 1_000, now)),
  );
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  failing(false);
  expect(await memory.firstTime('one', now.getTime() + 1_000, now)).toBe(true);
});
