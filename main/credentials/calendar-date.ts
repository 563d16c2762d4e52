import { Refusal } from '../crypto/refusal';

const DATE = /^(\d{4})-?(\d{2})-?(\d{2})$/;

/**
 * A date written `YYYYMMDD` or `YYYY-MM-DD` as `YYYY-MM-DD`; where month or day are `00` (unknown) as much of it as
 * is known. Absent stays absent; anything else is `Refusal` malformed.
 */
export function calendarDate(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const [, year, month, day] = DATE.exec(written) ?? [];
  if (year === undefined || month === undefined || day === undefined) throw noDate();
  if (month === '00') return year;
  if (!isDay(`${year}-${month}-${day === '00' ? '01' : day}`)) throw noDate();
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** The first moment after a day, where the terminal stands. Of a day that is not wholly known nothing is said. */
export function dayAfter(date: string | undefined): Date | undefined {
  const [year, month, day] = date?.split('-').map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return new Date(year, month - 1, day + 1);
}

/** Whether the calendar has this day: the 30th of February does not come back as it went in. */
function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function noDate(): Refusal {
  return new Refusal('malformed', 'a date that no calendar has');
}
