import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MOST_PIXELS,
  drawn,
  heightOf,
  revealing,
  scrolled,
  settled,
} from '../../../renderer/components/virtual-rows';

const million = { count: 1_000_000, rowHeight: 50, view: 600 };
const start = { top: 0, place: 0 };
const lists = fc.record({
  count: fc.integer({ min: 1, max: 2_000_000 }),
  rowHeight: fc.integer({ min: 44, max: 90 }),
  view: fc.integer({ min: 100, max: 2_000 }),
});

describe('a list of many rows', () => {
  it('Given any list, when it is scrolled anywhere, then what is in view is drawn, and little more', () => {
    fc.assert(
      fc.property(
        lists,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (rows, moves) => {
          let at = start;
          for (const move of moves) at = scrolled(at, move * Math.max(0, heightOf(rows) - rows.view), rows);
          const { first, end, start: top } = drawn(at, rows);
          expect(top).toBeLessThanOrEqual(at.top);
          expect(top + (end - first) * rows.rowHeight).toBeGreaterThanOrEqual(
            Math.min(at.top + rows.view, at.top - at.place + rows.count * rows.rowHeight) - 1,
          );
          expect(end - first).toBeLessThanOrEqual(Math.ceil(rows.view / rows.rowHeight) + 14);
        },
      ),
    );
  });

  it('Given a million rows, when the bar is dragged to its end, then the last row is drawn in a box that a browser can hold', () => {
    expect(heightOf(million)).toBe(MOST_PIXELS);
    const end = scrolled(start, MOST_PIXELS - million.view, million);
    expect(drawn(end, million).end).toBe(1_000_000);
  });

  it('Given a million rows, when the wheel turns by one notch, then they move by that and not by hundreds of rows', () => {
    const middle = settled(25_000_000, million);
    const turned = scrolled(middle, middle.top + 100, million);
    expect(turned.place - middle.place).toBe(100);
    expect(settled(turned.place, million).place).toBe(turned.place);
  });

  it('Given any list, when a row is wanted, then it is wholly in view, and a row in view moves nothing', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.nat(), (rows, here, there) => {
        const at = settled((here % rows.count) * rows.rowHeight, rows);
        const index = there % rows.count;
        const shown = revealing(index, at, rows);
        expect(shown.place).toBeLessThanOrEqual(index * rows.rowHeight);
        if (rows.view >= rows.rowHeight)
          expect(shown.place + rows.view).toBeGreaterThanOrEqual((index + 1) * rows.rowHeight);
        expect(revealing(index, shown, rows)).toBe(shown);
      }),
    );
  });
});
