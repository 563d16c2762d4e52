/** The calendar day `YYYY-MM-DD` of an instant where this machine stands. */
export function localDay(instant: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`;
}

/** The instants between which a local calendar day lies, RFC 3339 in UTC; `end` is the next day's start. */
export function boundsOfDay(day: string): { start: string; end: string } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const startOf = (offset: number) => new Date(year, month - 1, date + offset).toISOString();
  return { start: startOf(0), end: startOf(1) };
}
