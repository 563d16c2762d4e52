import { expect, test } from 'vitest';
import { TestAuthority } from '../support/test-authority';
import { send } from '../support/wire-terminal';

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

test('Given entries of several purposes and ages, when retention runs, then the bodies whose time is over are gone, headers and the rest stay, and a repeated entry is still a duplicate', async () => {
  const authority = await TestAuthority.open();
  const terminal = await authority.terminal();
  const ages = [
    ['guest', 366],
    ['guest', 364],
    ['reservation', 91],
    ['customer', 366],
    ['journal', 9_000],
  ] as const;
  const entries = ages.map(([retention, days]) => terminal.entry({ retention, at: daysAgo(days) }));
  await terminal.acknowledged(entries);
  const { retention } = authority.authority;
  const kept = async () =>
    (await authority.rows('SELECT seq FROM entry_bodies ORDER BY seq')).map(({ seq }) => Number(seq));
  expect(await kept()).toEqual([1, 2, 3, 4, 5]);
  expect(await retention.runDaily(new Date())).toBe(2);
  expect(await kept()).toEqual([2, 4, 5]);
  expect((await authority.rows('SELECT header FROM entries')).length).toBe(5);
  const again = await terminal.acknowledged(entries);
  expect(again.results.map(({ status }) => status)).toEqual(ages.map(() => 'duplicate'));
  expect(await kept()).toEqual([2, 4, 5]);
  // Once a day; and the next day what has come of age meanwhile.
  expect(await retention.runDaily(new Date())).toBeUndefined();
  expect(await retention.runDaily(new Date(Date.now() + 2 * DAY))).toBe(1);
  const { body } = await send(`${authority.url}/metrics`);
  expect(String(body)).toMatch(/vestibule_retention_erased_total\{worker="1"\} 3\n/);
});
