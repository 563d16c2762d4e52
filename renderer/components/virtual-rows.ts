/** Browsers draw no box higher than some 33 million pixels. Rows that need more share this much of a scroll bar. */
export const MOST_PIXELS = 8_000_000;
/** Rows drawn beyond what is in view, so that a quick turn of the wheel shows no gap. */
const MARGIN = 6;

/** A list of rows of one height in a view, in pixels. */
export interface Rows {
  readonly count: number;
  readonly rowHeight: number;
  readonly view: number;
}

/** Where a list is: the scroll bar, and the pixels of rows above the view, which are the same unless there are too many. */
export interface ScrollPlace {
  readonly top: number;
  readonly place: number;
}

/** How high the box of the rows is. */
export function heightOf({ count, rowHeight }: Rows): number {
  return Math.min(count * rowHeight, MOST_PIXELS);
}

/**
 * Where the list is after its scroll bar has moved to `top`. With more rows than a box can hold, a wheel or a key moves
 * the rows by what it moves, and a drag of the bar moves them in proportion.
 */
export function scrolled(before: ScrollPlace, top: number, rows: Rows): ScrollPlace {
  const [range, whole] = ranges(rows);
  if (whole <= range) return { top, place: top };
  const step = top - before.top;
  if (top <= 0) return { top, place: 0 };
  if (top >= range) return { top, place: whole };
  const place = Math.abs(step) <= rows.view ? before.place + step : (top / range) * whole;
  return { top, place: clamp(place, 0, whole) };
}

/** The scroll bar where it belongs for these rows above the view. */
export function settled(place: number, rows: Rows): ScrollPlace {
  const [range, whole] = ranges(rows);
  const within = clamp(place, 0, Math.max(0, whole));
  return { top: whole <= range ? within : Math.round((within / whole) * range), place: within };
}

/** The rows to draw, from `first` to before `end`, and how far below the top of the box the first of them begins. */
export function drawn(at: ScrollPlace, rows: Rows): { first: number; end: number; start: number } {
  const { count, rowHeight, view } = rows;
  const first = clamp(Math.floor(at.place / rowHeight) - MARGIN, 0, Math.max(0, count - 1));
  const end = Math.min(count, Math.ceil((at.place + view) / rowHeight) + MARGIN);
  return { first, end, start: at.top + first * rowHeight - at.place };
}

/** The place with row `index` wholly in view, as little as possible away from here. `covered`: pixels at the top under a heading. */
export function revealing(index: number, at: ScrollPlace, rows: Rows, covered = 0): ScrollPlace {
  const begins = index * rows.rowHeight;
  const ends = begins + rows.rowHeight + covered;
  if (begins < at.place) return settled(begins, rows);
  if (ends > at.place + rows.view) return settled(ends - rows.view, rows);
  return at;
}

function ranges(rows: Rows): [range: number, whole: number] {
  return [Math.max(0, heightOf(rows) - rows.view), Math.max(0, rows.count * rows.rowHeight - rows.view)];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
