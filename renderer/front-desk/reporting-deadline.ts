import type { Guest } from '../../shared/contract/guest';

/** The last quarter of the time is urgent. */
const URGENT = 0.25;

/**
 * Seconds until a record must be with the authority, below zero when it is late; undefined where it is there already,
 * was taken back, or no report is due (`withinHours` absent).
 */
export function dueIn(
  { at, delivery, void: taken }: Pick<Guest, 'at' | 'delivery' | 'void'>,
  withinHours: number | undefined,
  now: Date,
): { seconds: number; urgent: boolean } | undefined {
  if (withinHours === undefined || delivery === 'acknowledged' || taken) return undefined;
  const allowed = withinHours * 3_600;
  const seconds = Math.floor(allowed - (now.getTime() - Date.parse(at)) / 1_000);
  return { seconds, urgent: seconds < allowed * URGENT };
}
