import { expect, test } from 'vitest';
import type { Journal } from '../../main/journal/journal';
import { localDay } from '../../shared/domain/local-day';
import type { JournalSearch } from '../../shared/contract/journal-calls';
import { journalBench } from '../support/journal-folder';
import {
  acknowledgeAll,
  checkIn,
  people,
  stayRetention,
  verdictBody,
  voidOf,
} from '../support/journal-samples';

const everything = {};

/** Call after call, as the page does it. */
function allFound(journal: Journal, search: JournalSearch): number[] {
  const found: number[] = [];
  for (let below: number | null = journal.head().entries + 1; below !== null;) {
    const slice: ReturnType<typeof journal.browse.find> = journal.browse.find(search, below);
    found.push(...slice.positions);
    below = slice.next;
  }
  return found;
}

/** Three days: a verdict and its check-in, another guest who was voided, and one who waits. */
function threeDays() {
  const bench = journalBench();
  const journal = bench.begun();
  bench.clock.set('2026-11-02T12:00:00Z');
  const verdict = journal.append('verdict', verdictBody('aa'), { retention: stayRetention });
  const lin = checkIn(journal, people.lin, {}, { about: verdict.entry });
  bench.clock.set('2026-11-03T12:00:00Z');
  const okafor = checkIn(journal, people.okafor, { operator: 'rosa' });
  const taken = voidOf(journal, okafor.entry);
  acknowledgeAll(journal);
  bench.clock.set('2026-11-04T12:00:00Z');
  const garcia = checkIn(journal, people.garcia);
  return { ...bench, journal, entries: { verdict, lin, okafor, taken, garcia } };
}

test('Given a journal, when an auditor looks at it from the end, then every entry is there, newest first', () => {
  const { journal } = threeDays();
  expect(journal.browse.find(everything, 6)).toEqual({ positions: [5, 4, 3, 2, 1], next: null });
  expect(journal.browse.find(everything, 4).positions).toEqual([3, 2, 1]);
  expect(
    journal.browse.lines([1, 5, 99]).map(({ position, kind, delivery }) => [position, kind, delivery]),
  ).toEqual([
    [5, 'check-in', 'queued'],
    [1, 'verdict', 'acknowledged'],
  ]);
});

test.each([
  ['a kind', { kind: 'check-in' }, [5, 3, 2]],
  [
    'a day',
    { from: localDay(new Date('2026-11-03T12:00:00Z')), to: localDay(new Date('2026-11-03T12:00:00Z')) },
    [4, 3],
  ],
  ['days up to one', { to: localDay(new Date('2026-11-02T12:00:00Z')) }, [2, 1]],
  ['what waits', { delivery: 'waiting' }, [5]],
  ['what is delivered', { delivery: 'delivered', kind: 'check-in' }, [3, 2]],
  ['what was refused', { delivery: 'refused' }, []],
  ['an operator', { operator: 'rosa' }, [3]],
] as const)(
  'Given a filter by %s, when an auditor looks, then only that is found',
  (_what, search, positions) => {
    expect(allFound(threeDays().journal, search)).toEqual(positions);
  },
);

test('Given the id of an entry, or its beginning, when it is looked for, then it is found, and so is what is about it', () => {
  const { journal, entries } = threeDays();
  const { find } = journal.browse;
  expect(find({ id: entries.okafor.entry }, 6).positions).toEqual([3]);
  expect(find({ id: entries.okafor.entry.slice(0, 35) }, 6).positions).toEqual([3]);
  expect(find({ id: entries.okafor.entry, kind: 'void' }, 6).positions).toEqual([]);
  expect(find({ about: entries.okafor.entry }, 6).positions).toEqual([4]);
});

test('Given a long journal, when one kind in it is looked for, then a call takes one slice, and together they find all', () => {
  const bench = journalBench();
  const journal = bench.begun();
  const body = { before: '', after: '', jumpMilliseconds: 0 };
  const item = { kind: 'clock', body, options: { retention: stayRetention } } as const;
  checkIn(journal, people.lin);
  for (let party = 0; party < 60; party += 1) journal.appendAll(Array.from({ length: 100 }, () => item));
  checkIn(journal, people.okafor);
  const first = journal.browse.find({ kind: 'check-in' }, 6_003);
  expect(first).toEqual({ positions: [6_002], next: 1_003 });
  expect(allFound(journal, { kind: 'check-in' })).toEqual([6_002, 1]);
});

test('Given an entry, when its details are shown, then they hold header, delivery and what it is about, and nothing of the person', () => {
  const { journal, entries } = threeDays();
  const details = journal.browse.details(entries.lin.entry);
  expect(details).toMatchObject({
    position: 2,
    delivery: 'acknowledged',
    hash: entries.lin.hash,
    header: { kind: 'check-in', previous: entries.verdict.hash },
    aboutLine: { id: entries.verdict.entry, kind: 'verdict' },
    acknowledgement: { at: expect.any(String) as string },
  });
  const values = details?.body.map(({ value }) => value);
  expect(values).toContain('verified');
  expect(JSON.stringify(details)).not.toMatch(/林晓燕|110101199003074471|"204"/);
  expect(details?.body).toContainEqual({ path: 'claims.documentNumber' });
});

test('Given an entry whose body was erased, when its details are shown, then it says so and the header is still there', () => {
  const { journal, entries } = threeDays();
  journal.retention.erase([{ position: 2, id: entries.lin.entry }], 'built-in clerk');
  expect(journal.browse.details(entries.lin.entry)).toMatchObject({
    erased: true,
    body: [],
    hash: entries.lin.hash,
  });
  expect(journal.browse.find({ operator: 'built-in clerk' }, 3).positions).toEqual([]);
});
