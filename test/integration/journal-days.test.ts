import { expect, onTestFinished, test } from 'vitest';
import type { Journal } from '../../main/journal/journal';
import { journalBench } from '../support/journal-folder';
import {
  acknowledgeAll,
  checkIn,
  people,
  stayRetention,
  verdictBody,
  voidOf,
} from '../support/journal-samples';

/** An instant by the local clock, which is how a day page counts. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();
const refusal = {
  verdict: '0b7a1c9e-3f5d-4c2b-8a6e-1d2f3a4b5c6d',
  reason: 'expired',
  purpose: 'hotel.check-in',
  reader: 'desk',
  digest: 'ab',
} as const;

const readDay = (journal: Journal, date: string, now: string) => journal.days.read(date, new Date(now));
const inHour = (day: ReturnType<typeof readDay>, hour: number) =>
  day.hours.find(({ from }) => new Date(from).getHours() === hour);

test('Given a day with guests, refusals and a check-in taken back, when its page is read, then each hour and outcome has its count and what was taken back is no check-in', () => {
  const { clock, begun } = journalBench();
  const journal = begun();
  clock.set(at(2, 9, 5));
  journal.append('verdict', verdictBody('aa'), { retention: stayRetention });
  checkIn(journal, people.lin);
  clock.set(at(2, 14, 40));
  journal.append('verdict', verdictBody('bb', { outcome: 'check-by-eye' }), { retention: stayRetention });
  const taken = checkIn(journal, people.okafor);
  journal.append('refusal', refusal, { retention: stayRetention });
  voidOf(journal, taken.entry);
  clock.set(at(2, 14, 59));
  checkIn(journal, people.garcia);

  const day = readDay(journal, '2026-11-02', at(2, 15));
  expect(day).toMatchObject({
    first: '2026-11-02',
    checkedIn: 2,
    takenBack: 1,
    delivery: { delivered: 0, waiting: 2, refused: 0 },
    outcomes: { verified: 1, 'check-by-eye': 1, refused: 1, 'unverified-queued': 0 },
    comparedDays: 0,
  });
  expect(inHour(day, 9)).toMatchObject({ checkedIn: 1, usual: null });
  expect(inHour(day, 14)).toMatchObject({ checkedIn: 1 });
  expect(readDay(journal, '2026-11-03', at(3, 8))).toMatchObject({ checkedIn: 0, takenBack: 0 });
  acknowledgeAll(journal);
  expect(readDay(journal, '2026-11-02', at(2, 15)).delivery).toEqual({
    delivered: 2,
    waiting: 0,
    refused: 0,
  });
});

test('Given the day on which the clock goes back, when its page is read, then each of the two hours of the same name has its own check-ins', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Europe/Berlin';
  onTestFinished(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  const { clock, begun } = journalBench();
  const journal = begun();
  clock.set('2026-10-25T00:10:00Z');
  checkIn(journal, people.lin);
  clock.set('2026-10-25T01:10:00Z');
  checkIn(journal, people.okafor);
  checkIn(journal, people.garcia);

  const day = readDay(journal, '2026-10-25', '2026-10-25T10:00:00Z');
  expect(day.hours).toHaveLength(25);
  expect(day.hours.map(({ checkedIn }) => checkedIn).slice(0, 5)).toEqual([0, 0, 1, 2, 0]);
});

test('Given a queue that grew and was delivered within an hour, when the day is read, then each quarter says the most that waited and what was left, and a quiet quarter what stood before', () => {
  const { clock, begun } = journalBench();
  const journal = begun();
  clock.set(at(2, 10, 1));
  for (const person of [people.lin, people.okafor, people.garcia]) checkIn(journal, person);
  clock.set(at(2, 10, 31));
  checkIn(journal, people.lin);
  acknowledgeAll(journal);
  checkIn(journal, people.garcia);

  const { queue } = readDay(journal, '2026-11-02', at(2, 10, 50));
  const quarters = queue.filter(({ from }) => new Date(from).getHours() === 10);
  expect(quarters.map(({ highest, last }) => [highest, last])).toEqual([
    [3, 3],
    [3, 3],
    [4, 1],
    [1, 1],
  ]);
  expect(readDay(journal, '2026-11-03', at(3, 1)).queue.at(-1)).toMatchObject({ highest: 1, last: 1 });
});

test('Given the same weekday in weeks before, when today is read, then each hour says what is usual: the median of those days', () => {
  const { clock, begun } = journalBench();
  const journal = begun();
  for (const [day, guests] of [
    [2, 1],
    [9, 4],
    [16, 2],
  ] as const) {
    clock.set(at(day, 17, 10));
    for (let guest = 0; guest < guests; guest += 1) checkIn(journal, people.lin);
  }
  const today = readDay(journal, '2026-11-23', at(23, 8));
  expect(today.comparedDays).toBe(3);
  expect(inHour(today, 17)).toMatchObject({ checkedIn: 0, usual: 2 });
  expect(inHour(today, 9)).toMatchObject({ usual: 0 });
  // One day is no habit.
  expect(inHour(readDay(journal, '2026-11-09', at(9, 8)), 17)).toMatchObject({ usual: null });
});

test('Given a journal whose projections are made anew, when its day is read, then outcomes and late answers are counted as before', () => {
  const { clock, begun } = journalBench();
  const journal = begun();
  clock.set(at(2, 9));
  const amber = journal.append('verdict', verdictBody('aa', { outcome: 'unverified-queued' }), {
    retention: stayRetention,
  });
  journal.append('refusal', refusal, { retention: stayRetention });
  const late = { verdict: refusal.verdict, outcome: 'refused', claims: {}, answer: 'signed' } as const;
  journal.append('late-verdict', late, { about: amber.entry, retention: stayRetention });
  const before = readDay(journal, '2026-11-02', at(2, 10));
  expect(before.lateAnswers).toMatchObject({ refused: 1, verified: 0 });
  journal.rebuild();
  expect(readDay(journal, '2026-11-02', at(2, 10))).toEqual(before);
});
