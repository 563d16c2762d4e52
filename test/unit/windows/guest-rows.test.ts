import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GuestRows, type ListQuery, type Page, rowAt } from '../../../renderer/front-desk/guest-rows';
import type { Guest } from '../../../shared/contract/guest';

const everybody: ListQuery = { day: undefined, search: '', filter: 'all' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a long list of guests', () => {
  it('Given a million guests, when the end comes into view, then only the pages in view are asked for', async () => {
    const { rows, asked } = listed(1_000_000);
    await vi.runAllTimersAsync();
    rows.want(999_980, 1_000_000);
    await vi.runAllTimersAsync();
    expect(asked).toEqual([0, 999_950]);
    expect(rowAt(rows.read(), 999_999)?.seq).toBe(1_000_000);
    expect(rowAt(rows.read(), 500_000)).toBeUndefined();
  });

  it('Given rows in view, when something is recorded, then they are asked for again and stay on the screen meanwhile', async () => {
    const { rows, asked } = listed(120);
    await vi.runAllTimersAsync();
    rows.want(40, 70);
    await vi.runAllTimersAsync();
    rows.outdated(1);
    expect(rowAt(rows.read(), 45)?.seq).toBe(46);
    await vi.runAllTimersAsync();
    expect(asked).toEqual([0, 50, 0, 50]);
  });

  it('Given another search, when it is answered, then no row of the list before is left', async () => {
    const { rows } = listed(120);
    rows.want(0, 120);
    await vi.runAllTimersAsync();
    rows.list({ ...everybody, search: 'lin' });
    expect(rowAt(rows.read(), 0)?.seq).toBe(1);
    await vi.runAllTimersAsync();
    expect(rowAt(rows.read(), 0)?.name).toBe('found: lin');
    expect(rowAt(rows.read(), 60)).toBeUndefined();
  });

  it('Given a terminal that does not answer, when it is asked, then the problem is told, and the next list is asked for', async () => {
    let broken = true;
    const rows = new GuestRows(async () => {
      if (broken) throw new Error('gone');
      return pageOf('', 0, 1);
    }, everybody);
    rows.watch(() => undefined);
    await vi.runAllTimersAsync();
    expect(rows.read().problem).toBe('internal');
    broken = false;
    rows.list({ ...everybody, search: 'lin' });
    await vi.runAllTimersAsync();
    expect(rows.read()).toMatchObject({ problem: null, counts: { all: 1 } });
  });
});

function listed(total: number) {
  const asked: number[] = [];
  const rows = new GuestRows(async ({ search }, offset) => {
    asked.push(offset);
    return pageOf(search, offset, total);
  }, everybody);
  rows.watch(() => undefined);
  return { rows, asked };
}

function pageOf(search: string, offset: number, total: number): Page {
  const count = Math.min(50, total - offset);
  const name = search === '' ? 'Lin Wanqiu' : `found: ${search}`;
  return {
    guests: Array.from({ length: count }, (_, place) => guestOf(offset + place + 1, name)),
    counts: { all: total, waiting: 0, delivered: total, refused: 0 },
  };
}

function guestOf(seq: number, name: string): Guest {
  return {
    entry: randomUUID(),
    seq,
    at: '2026-11-19T14:02:07Z',
    outcome: 'verified',
    name,
    room: '412',
    arrival: '2026-11-19',
    departure: '2026-11-20',
    delivery: 'acknowledged',
  };
}
