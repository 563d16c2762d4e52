import { describe, expect, it } from 'vitest';
import { busiest, shownHours, usualBy } from '../../../renderer/day/hours';
import type { Day } from '../../../shared/contract/day-calls';

/** A local day of 24 hours; `guests` and `waiting` by the hour. */
function dayWith(
  guests: Record<number, number>,
  waiting: Record<number, number> = {},
  usual: number | null = null,
): Day {
  const from = (hour: number, quarter = 0) => new Date(2026, 10, 19, hour, quarter * 15).toISOString();
  const noOutcome = { verified: 0, 'unverified-queued': 0, 'check-by-eye': 0, refused: 0 };
  return {
    day: '2026-11-19',
    first: '2026-11-01',
    checkedIn: 0,
    takenBack: 0,
    delivery: { delivered: 0, waiting: 0, refused: 0 },
    hours: Array.from({ length: 24 }, (_, hour) => ({
      from: from(hour),
      checkedIn: guests[hour] ?? 0,
      usual,
    })),
    comparedDays: 0,
    outcomes: noOutcome,
    lateAnswers: noOutcome,
    queue: Object.entries(waiting).flatMap(([hour, most]) => [
      { from: from(Number(hour)), highest: most, last: most },
      { from: from(Number(hour), 3), highest: most - 1, last: 1 },
    ]),
  };
}
const shown = (day: Day) => shownHours(day).map(({ from }) => from.getHours());

describe('the hours that a picture of the day shows', () => {
  it('Given an empty day, then the working day stands there', () => {
    expect([shown(dayWith({}))[0], shown(dayWith({})).at(-1)]).toEqual([6, 21]);
  });

  it('Given a guest at night, then the picture is as wide as that', () => {
    expect(shown(dayWith({ 2: 1 }))[0]).toBe(2);
    expect(shown(dayWith({ 23: 1 })).at(-1)).toBe(23);
  });

  it('Given guests and a queue, then the busiest hour of each is named, and of an hour the most that waited and what was left', () => {
    const hours = shownHours(dayWith({ 9: 2, 15: 5 }, { 10: 7 }));
    expect(busiest(hours, ({ checkedIn }) => checkedIn)?.from.getHours()).toBe(15);
    expect(hours.find(({ from }) => from.getHours() === 10)?.queue).toEqual({ highest: 7, last: 1 });
    expect(hours.find(({ from }) => from.getHours() === 18)?.queue).toBeNull();
    expect(busiest(shownHours(dayWith({})), ({ checkedIn }) => checkedIn)).toBeUndefined();
  });

  it('Given what is usual in each hour, then half an hour counts half, and without a habit nothing is usual', () => {
    const halfPastThree = new Date(2026, 10, 19, 3, 30);
    expect(usualBy(halfPastThree, dayWith({}, {}, 2).hours)).toBe(7);
    expect(usualBy(halfPastThree, dayWith({}).hours)).toBeNull();
  });
});
