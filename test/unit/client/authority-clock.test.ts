import { describe, expect, test } from 'vitest';
import { AuthorityClock } from '../../../main/authority/client/authority-clock';

const START = Date.parse('2026-11-23T08:00:00.250Z');

describe('The clock of the authority', () => {
  test('Given nothing heard yet, when asked, then nobody knows', () => {
    const { clock } = heard();
    expect([clock.offset, clock.lastReachedAt]).toEqual([null, null]);
  });

  test('Given the same time at both ends, when a Date of whole seconds arrives, then there is no difference', () => {
    const { clock } = heard({ date: '2026-11-23T08:00:00Z' });
    expect(clock.offset).toBe(0);
  });

  test('Given an authority three hours ahead, when it answers, then the difference is known to the second', () => {
    const { clock } = heard({ date: '2026-11-23T11:00:00Z' });
    expect(Math.abs((clock.offset ?? 0) - 3 * 3_600_000)).toBeLessThan(1_000);
    expect(Math.abs(clock.time().getTime() - Date.parse('2026-11-23T11:00:00.250Z'))).toBeLessThan(1_000);
  });

  test('Given an answer that travelled for four seconds, when it arrives, then its Date is taken for the middle', () => {
    const { clock } = heard({ date: '2026-11-23T08:01:02Z', travelled: 4_000 });
    expect(clock.offset).toBe(60_250);
  });

  test.each([
    ['took very long', { date: '2026-11-23T09:00:00Z', travelled: 20_000 }],
    ['came from a cache', { date: '2026-11-23T07:00:00Z', age: '3600' }],
    ['has no date', {}],
    ['has a date that is none', { date: 'soon' }],
    [
      'came before it was asked for, because our clock was set',
      { date: '2026-11-23T07:00:00Z', travelled: -9_000 },
    ],
  ])('Given an answer that %s, when it arrives, then the clock is not judged by it', (_what, answer) => {
    const { clock } = heard({ date: '2026-11-23T08:00:10Z' }, answer);
    const before = heard({ date: '2026-11-23T08:00:10Z' }).clock.offset;
    expect(clock.offset).toBe(before);
  });
});

function heard(...answers: { date?: string; travelled?: number; age?: string }[]) {
  let time = START;
  const clock = new AuthorityClock(() => new Date(time));
  for (const { date, travelled = 0, age } of answers) {
    time = START + travelled;
    const valid = date !== undefined && !Number.isNaN(Date.parse(date));
    const header = valid ? new Date(date).toUTCString() : date;
    clock.heard(new Headers({ ...(header && { date: header }), ...(age && { age }) }), new Date(START));
  }
  time = START;
  return { clock };
}
