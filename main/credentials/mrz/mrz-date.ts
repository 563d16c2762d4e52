import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';

/** How many years ahead a document may still be good; a later year of expiry belongs to the century before. */
const LONGEST_VALIDITY = 50;

/**
 * A birth date `YYMMDD` as `YYYY-MM-DD`, or as much of it as is known (fillers stand for what is not). Its century is the
 * latest in which it is not after `now`: somebody over a hundred years old comes out a hundred years younger, the zone
 * cannot tell. Undefined where nothing is known. Throws `Refusal` malformed.
 */
export function birthDate(written: string, now: Date): string | undefined {
  const today = isoDay(now);
  const inCentury = (century: number) => dateIn(century, written);
  const candidate = inCentury(centuryOf(now));
  // A partly known date compares by what is known of it.
  return candidate !== undefined && candidate > today ? inCentury(centuryOf(now) - 1) : candidate;
}

/** An expiry date `YYMMDD` as `YYYY-MM-DD`, at most 50 years ahead. Undefined for fillers. Throws `Refusal` malformed. */
export function expiryDate(written: string, now: Date): string | undefined {
  const [century, latest] = [centuryOf(now), now.getFullYear() + LONGEST_VALIDITY];
  const year = Number(written.slice(0, 2));
  const chosen = [century + 1, century].find((each) => each * 100 + year <= latest) ?? century - 1;
  return dateIn(chosen, written);
}

function dateIn(century: number, written: string): string | undefined {
  if (/^<{6}$/.test(written)) return undefined;
  const digits = written.replaceAll('<', '0');
  if (!/^\d{2}(?:\d{4}|\d{2}<<|<<<<)$/.test(written)) throw new Refusal('malformed', 'MRZ: not a date');
  return calendarDate(`${century}${digits}`);
}

const centuryOf = (now: Date) => Math.floor(now.getFullYear() / 100);

/** The calendar day where the terminal stands. */
function isoDay(now: Date): string {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}
