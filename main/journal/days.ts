import type { Day } from '../../shared/contract/day-calls';
import { boundsOfDay, localDay } from '../../shared/domain/local-day';
import { integer, text } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { guarded } from './journal-error';
import type { Days } from './journal';
import { QUARTER, type Tallies } from './tallies';

const HOUR = 60 * 60_000;
/** How many weeks back the same weekday is looked at, and how many of those days make a habit. */
const WEEKS_BACK = 6;
const LEAST_COMPARED = 2;

/** The figures of a day, from the times of check-ins and from what was tallied: no body is opened. */
export function createDays(database: Database, tallies: Tallies): Days {
  const selectMinutes = database.prepare(
    `SELECT substr(at, 1, 16) AS minute, count(*) AS amount FROM guests
     WHERE at >= ? AND at < ? AND void_position IS NULL GROUP BY minute`,
  );
  const selectDelivery = database.prepare(
    `SELECT count(*) AS total, coalesce(sum(void_position IS NOT NULL), 0) AS taken_back,
       coalesce(sum(void_position IS NULL AND o.state = 'queued'), 0) AS waiting,
       coalesce(sum(void_position IS NULL AND o.state = 'refused'), 0) AS refused
     FROM guests g LEFT JOIN outbox o ON o.position = g.position WHERE g.at >= ? AND g.at < ?`,
  );
  const selectFirst = database.prepare('SELECT at FROM entries WHERE position = 1');

  /** How many checked in by the hour, as `hourOf` an instant says it. */
  const byHour = (day: string, hourOf: (at: Date) => number) => {
    const { start, end } = boundsOfDay(day);
    const hours = new Map<number, number>();
    for (const row of selectMinutes.all(start, end)) {
      const hour = hourOf(new Date(`${text(row, 'minute')}Z`));
      hours.set(hour, (hours.get(hour) ?? 0) + integer(row, 'amount'));
    }
    return hours;
  };

  return {
    read: (day, now) =>
      guarded(() => {
        const bounds = boundsOfDay(day);
        const [start, end] = [Date.parse(bounds.start), Date.parse(bounds.end)];
        // The clock may say one hour twice on this day; on those that it is compared with they are one.
        const today = byHour(day, (at) => Math.floor((at.getTime() - start) / HOUR));
        const before = weekdaysBefore(day)
          .map((other) => byHour(other, (at) => at.getHours()))
          .filter((hours) => hours.size > 0);
        const hours = Array.from({ length: Math.round((end - start) / HOUR) }, (_, index) => {
          const from = new Date(start + index * HOUR);
          const usual = usualAt(from.getHours(), before);
          return { from: from.toISOString(), checkedIn: today.get(index) ?? 0, usual };
        });
        const first = selectFirst.get();
        return {
          day,
          first: localDay(first ? new Date(text(first, 'at')) : now),
          ...deliveryIn(selectDelivery.get(bounds.start, bounds.end)),
          hours,
          comparedDays: before.length,
          outcomes: tallies.verdicts(start, end),
          lateAnswers: tallies.lateAnswers(start, end),
          queue: tallies.queue(start, Math.max(start, Math.min(end, now.getTime() + QUARTER))),
        };
      }),
  };
}

/** The same weekday in the weeks before, newest first. */
function weekdaysBefore(day: string): string[] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Array.from({ length: WEEKS_BACK }, (_, week) =>
    localDay(new Date(year, month - 1, date - 7 * (week + 1))),
  );
}

function usualAt(hour: number, days: readonly ReadonlyMap<number, number>[]): number | null {
  if (days.length < LEAST_COMPARED) return null;
  const counts = days.map((hours) => hours.get(hour) ?? 0).toSorted((one, other) => one - other);
  const [low = 0, high = 0] = [
    counts[Math.floor((counts.length - 1) / 2)],
    counts[Math.ceil((counts.length - 1) / 2)],
  ];
  return (low + high) / 2;
}

function deliveryIn(
  row: ReturnType<ReturnType<Database['prepare']>['get']>,
): Pick<Day, 'checkedIn' | 'takenBack' | 'delivery'> {
  const [total, takenBack, waiting, refused] = row
    ? [integer(row, 'total'), integer(row, 'taken_back'), integer(row, 'waiting'), integer(row, 'refused')]
    : [0, 0, 0, 0];
  const checkedIn = total - takenBack;
  return { checkedIn, takenBack, delivery: { delivered: checkedIn - waiting - refused, waiting, refused } };
}
