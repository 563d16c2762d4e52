const ADULT_YEARS = 18;

/**
 * Whether somebody born on this date (`YYYY-MM-DD`, or as much of it as is known) is at least 18 on the calendar
 * day that `now` is where the terminal stands; undefined where the date leaves it open.
 */
export function isAdult(birthDate: string, now: Date): boolean | undefined {
  const year = Number(birthDate.slice(0, 4)) + ADULT_YEARS;
  const earliest = birthday(year, birthDate.slice(5, 7) || '01', birthDate.slice(8, 10) || '01');
  const latest = birthday(year, birthDate.slice(5, 7) || '12', birthDate.slice(8, 10) || '31');
  const today = birthday(now.getFullYear(), twoDigits(now.getMonth() + 1), twoDigits(now.getDate()));
  if (latest <= today) return true;
  if (earliest > today) return false;
  return undefined;
}

/** Dates written so that they compare as text; the 29th of February comes before the 1st of March in every year. */
function birthday(year: number, month: string, day: string): string {
  return `${String(year).padStart(4, '0')}-${month}-${day}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
