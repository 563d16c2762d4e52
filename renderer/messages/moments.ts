import { type Language, localeOf } from './language';
import type { Translate } from './translate';

const SECOND = 1_000;
const DAY_SECONDS = 86_400;
const YEAR_DAYS = 365.25;

/** Times, days and ages in the words of one language, in the machine's own time zone. */
export interface Moments {
  /** `14:02` */
  clock(at: Date): string;
  /** `14:02:07` */
  clockWithSeconds(at: Date): string;
  /** `14`, as it stands under a picture of the day. */
  hour(at: Date): string;
  /** `Thursday` */
  weekdayName(at: Date): string;
  /** `Thursday 19 November` */
  weekday(at: Date): string;
  /** A calendar day `YYYY-MM-DD`, or as much of it as is known: `14 March 2031`, `March 2031`, `2031`. */
  day(date: string): string;
  /** `19 Nov` */
  shortDay(at: Date): string;
  /** `19–22 Nov` */
  stay(arrival: string, departure: string): string;
  /** For how long something is kept: `90 days`, `5 years`. */
  span(days: number): string;
  /** `4 min`, `2 h`, `3 d` */
  age(seconds: number): string;
  /** `4 min ago`, or `just now` within five seconds. */
  ago(at: Date, now: Date): string;
  number(value: number): string;
  /** Of a share from 0 to 1: `70%` */
  percent(share: number): string;
}

export function createMoments(language: Language, t: Translate): Moments {
  const locale = localeOf(language);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const exact = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' });
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', hourCycle: 'h23' });
  const weekdayName = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const calendar = { timeZone: 'UTC' } as const;
  const year = new Intl.DateTimeFormat(locale, { ...calendar, year: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { ...calendar, year: 'numeric', month: 'long' });
  const full = new Intl.DateTimeFormat(locale, { ...calendar, dateStyle: 'long' });
  const stay = new Intl.DateTimeFormat(locale, { ...calendar, day: 'numeric', month: 'short' });
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const unit = (of: 'day' | 'year') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: of, unitDisplay: 'long' });

  const age = (seconds: number) => {
    const whole = Math.max(0, Math.floor(seconds));
    if (whole < 60) return t('age.seconds', { n: whole });
    if (whole < 3_600) return t('age.minutes', { n: Math.floor(whole / 60) });
    if (whole < 2 * DAY_SECONDS) return t('age.hours', { n: Math.floor(whole / 3_600) });
    return t('age.days', { n: Math.floor(whole / DAY_SECONDS) });
  };

  return {
    clock: (at) => time.format(at),
    clockWithSeconds: (at) => exact.format(at),
    hour: (at) => hour.format(at),
    weekdayName: (at) => weekdayName.format(at),
    weekday: (at) => weekday.format(at).replace(',', ''),
    day: (date) => {
      const formats = { 4: year, 7: month, 10: full } as Record<number, Intl.DateTimeFormat | undefined>;
      const moment = Date.parse(date.slice(0, 10));
      return Number.isNaN(moment) ? date : (formats[date.length] ?? full).format(moment);
    },
    shortDay: (at) => short.format(at),
    stay: (arrival, departure) => {
      const [from, to] = [Date.parse(arrival), Date.parse(departure)];
      if (language !== 'zh-CN') return stay.formatRange(from, to);
      // Intl writes a span as 11/19 – 11/22; a person writes 11月19日至22日.
      const sameMonth = arrival.slice(0, 7) === departure.slice(0, 7);
      return `${stay.format(from)}至${sameMonth ? `${Number(departure.slice(8))}日` : stay.format(to)}`;
    },
    span: (days) => {
      const years = Math.round(days / YEAR_DAYS);
      // Five years may be written as 1,825, 1,826 or 1,827 days.
      const whole = years > 0 && Math.abs(days - years * YEAR_DAYS) <= years;
      return whole ? unit('year').format(years) : unit('day').format(days);
    },
    age,
    ago: (at, now) => {
      const seconds = (now.getTime() - at.getTime()) / SECOND;
      return seconds < 5 ? t('age.now') : t('age.ago', { age: age(seconds) });
    },
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
  };
}
