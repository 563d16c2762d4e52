/** A browser lays nothing out that is higher than some 33 million pixels; beyond this the scroll bar is a scale. */
const HIGHEST = 15_000_000;
/** Rows drawn above and below what is seen, so that a turn of the wheel shows no gap. */
const SPARE = 6;

export interface Rows {
  total: number;
  /** Pixels of one row, and of the place they are seen in. */
  row: number;
  view: number;
}

/** How high the content is that the scroll bar moves over. */
export function heightOf({ total, row }: Rows): number {
  return Math.min(total * row, HIGHEST);
}

/** The rows that are drawn at this place of the scroll bar, and where in the content the first of them begins. */
export function visibleRows(rows: Rows, scrollTop: number): { first: number; count: number; offset: number } {
  const { total, row, view } = rows;
  const exact = topRow(rows, scrollTop);
  const first = Math.max(0, Math.floor(exact) - SPARE);
  const last = Math.min(total, Math.ceil(exact + view / row) + SPARE);
  return { first, count: Math.max(0, last - first), offset: scrollTop - (exact - first) * row };
}

/** The place of the scroll bar at which a row is wholly seen, moved as little as possible. */
export function scrollTopFor(rows: Rows, index: number, scrollTop: number): number {
  const { total, row, view } = rows;
  const top = topRow(rows, scrollTop);
  const seen = view / row;
  const wanted = index < top ? index : index + 1 > top + seen ? index + 1 - seen : top;
  const furthest = Math.max(0, total - seen);
  const range = Math.max(0, heightOf(rows) - view);
  return furthest === 0 ? 0 : (Math.min(wanted, furthest) / furthest) * range;
}

/** The row at the upper edge, with the fraction of it that is hidden. */
function topRow(rows: Rows, scrollTop: number): number {
  const { total, row, view } = rows;
  const range = Math.max(0, heightOf(rows) - view);
  const furthest = Math.max(0, total - view / row);
  return range === 0 ? 0 : Math.min(1, Math.max(0, scrollTop / range)) * furthest;
}
