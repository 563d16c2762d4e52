import type { Day } from '../../shared/contract/day-calls';

/** One hour of a picture. */
export interface Hour {
  readonly from: Date;
  readonly checkedIn: number;
  readonly usual: number | null;
  /** Of its quarters: the most that waited, and how many at its end; null for an hour that has not begun. */
  readonly queue: { readonly highest: number; readonly last: number } | null;
}

/** A desk is quiet outside of these hours of the local clock; whatever happens earlier or later widens the picture. */
const OPENS = 6;
const CLOSES = 22;

/** The hours that are worth drawing: the working day, and whatever lies outside of it with something in it. */
export function shownHours(day: Day): Hour[] {
  const hours = day.hours.map((hour, index): Hour => {
    const end = day.hours[index + 1]?.from ?? '9999';
    const quarters = day.queue.filter(({ from }) => from >= hour.from && from < end);
    const last = quarters.at(-1)?.last;
    const highest = Math.max(0, ...quarters.map((quarter) => quarter.highest));
    return {
      from: new Date(hour.from),
      checkedIn: hour.checkedIn,
      usual: hour.usual,
      queue: last === undefined ? null : { highest, last },
    };
  });
  const isShown = ({ from, checkedIn, usual }: Hour) =>
    checkedIn > 0 || (usual ?? 0) > 0 || (from.getHours() >= OPENS && from.getHours() < CLOSES);
  return hours.slice(hours.findIndex(isShown), hours.findLastIndex(isShown) + 1);
}

/** The hour in which the most happened; undefined where nothing did. */
export function busiest(hours: readonly Hour[], figure: (hour: Hour) => number): Hour | undefined {
  const most = Math.max(0, ...hours.map(figure));
  return most === 0 ? undefined : hours.find((hour) => figure(hour) === most);
}

/** How many usually have checked in by now, the hour that runs counted as far as it has come; null without a habit. */
export function usualBy(now: Date, hours: Day['hours']): number | null {
  if (hours.every(({ usual }) => usual === null)) return null;
  const sum = hours.reduce((total, { from, usual }) => {
    const past = (now.getTime() - Date.parse(from)) / 3_600_000;
    return total + (usual ?? 0) * Math.min(1, Math.max(0, past));
  }, 0);
  return Math.round(sum);
}
