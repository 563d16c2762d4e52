import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { heightOf, scrollTopFor, visibleRows } from '../../../renderer/journal/visible-rows';

const view = { row: 50, view: 500 };

test('Given a list that fits, when it is drawn, then every row is there and nothing scrolls', () => {
  const rows = { total: 5, ...view };
  expect(heightOf(rows)).toBe(250);
  expect(visibleRows(rows, 0)).toEqual({ first: 0, count: 5, offset: 0 });
});

test('Given a million rows, when the scroll bar is at its end, then the last row is the last that is seen', () => {
  const rows = { total: 1_000_000, ...view };
  const end = heightOf(rows) - rows.view;
  const { first, count, offset } = visibleRows(rows, end);
  expect(first + count).toBe(1_000_000);
  expect(offset + count * rows.row).toBeCloseTo(heightOf(rows), 3);
});

const rowsOfAnySize = fc.record({
  total: fc.integer({ min: 1, max: 2_000_000 }),
  row: fc.constantFrom(50, 65.625),
  view: fc.integer({ min: 70, max: 2_000 }),
});

test('Given any list at any place, when it is drawn, then the rows cover the view, and a row that is walked to is wholly seen', () => {
  fc.assert(
    fc.property(rowsOfAnySize, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (rows, part, pick) => {
      const range = Math.max(0, heightOf(rows) - rows.view);
      const top = part * range;
      const drawn = visibleRows(rows, top);
      expect(drawn.offset).toBeLessThanOrEqual(top + 0.01);
      const covered = drawn.offset + drawn.count * rows.row;
      expect(covered).toBeGreaterThanOrEqual(Math.min(top + rows.view, heightOf(rows)) - 0.01);

      const index = pick % rows.total;
      const at = scrollTopFor(rows, index, top);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(range + 0.01);
      const then = visibleRows(rows, at);
      const rowTop = then.offset + (index - then.first) * rows.row;
      expect(rowTop).toBeGreaterThanOrEqual(at - 0.1);
      expect(rowTop + rows.row).toBeLessThanOrEqual(at + rows.view + 0.1);
    }),
  );
});
