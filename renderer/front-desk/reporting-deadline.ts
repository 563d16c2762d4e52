import type { Guest } from '../../shared/contract/guest';

/** The last quarter of the time is urgent. */
const URGENT = 0.25;

/**
 * Seconds until a report must be sent, below zero when it is late: of one that the authority knows, until it is sent to the
 * police; else until the record is with the authority. Undefined where that is done, where the record was taken back, and
 * where no report is due (`withinHours` absent).
 */
export function dueIn(
  { at, delivery, void: taken, report }: Pick<Guest, 'at' | 'delivery' | 'void' | 'report'>,
  withinHours: number | undefined,
  now: Date,
): { seconds: number; urgent: boolean } | undefined {
  if (taken || (report && report.state !== 'due')) return undefined;
  if (!report && (withinHours === undefined || delivery === 'acknowledged')) return undefined;
  const recorded = Date.parse(at);
  const allowed = report ? (Date.parse(report.dueAt) - recorded) / 1_000 : (withinHours ?? 0) * 3_600;
  const seconds = Math.floor(allowed - (now.getTime() - recorded) / 1_000);
  return { seconds, urgent: seconds < allowed * URGENT };
}
