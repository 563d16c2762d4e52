import type { HandlersOf } from '../../shared/contract/calls';
import type { dayCalls as calls } from '../../shared/contract/day-calls';
import { localDay } from '../../shared/domain/local-day';
import type { Journal } from '../journal/journal';

/** Answers what the Day page asks. */
export function createDayCalls(
  working: () => { journal: Journal },
  now: () => Date,
): HandlersOf<keyof typeof calls> {
  return { 'day.read': ({ day }) => working().journal.days.read(day ?? localDay(now()), now()) };
}
