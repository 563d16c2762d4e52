import type { Check } from '../../shared/domain/verdict';
import type { Words } from '../messages';
import { dayOf } from './calendar-day';

/**
 * The result of one check in a word or two: of a check that passed how or until when, where the verdict says so
 * (PACE, ES256, "until 14 March 2031"); other details are for the journal.
 */
export function checkResult(check: Check, words: Words): string {
  const { t } = words;
  if (check.ok === false) return t('check-result.failed');
  if (check.ok === null)
    return t(answersLater.has(check.name) ? 'check-result.open' : 'check-result.unchecked');
  return (check.detail && how(check.name, check.detail, words)) || t('check-result.passed');
}

/** The authority and the status lists may still answer; what else could not be told will stay so. */
const answersLater: ReadonlySet<Check['name']> = new Set(['authority', 'status']);

/** Undefined where the detail says nothing that a person at a counter would look for. Algorithms read the same in every language. */
function how(name: Check['name'], detail: string, words: Words): string | undefined {
  const { t, age, day, clock } = words;
  switch (name) {
    case 'signature':
      return /^[A-Z][A-Za-z-]*\d*$/.test(detail) && detail.length <= 8 ? detail : undefined;
    case 'chip-opened':
      return /^[A-Z]+/.exec(detail)?.[0];
    case 'chip-contents':
      return `DG ${detail.replaceAll('DG', '')}`;
    case 'chip-original':
      return t(detail === 'chip authentication' ? 'check-result.chip-key' : 'check-result.chip-signed');
    case 'validity': {
      const until = new Date(detail.replace(/^until /, ''));
      if (Number.isNaN(until.getTime())) return undefined;
      // The first moment in which it is no longer valid: of a whole day the midnight after it.
      const last = dayOf(new Date(until.getTime() - 1));
      return last === dayOf(new Date())
        ? t('check-result.until-time', { time: clock(until) })
        : t('check-result.until-day', { day: day(last) });
    }
    case 'trust-fresh':
    case 'status': {
      const seconds = /^(\d+) s old$/.exec(detail)?.[1];
      return seconds === undefined ? undefined : t('check-result.old', { age: age(Number(seconds)) });
    }
    default:
      return undefined;
  }
}
