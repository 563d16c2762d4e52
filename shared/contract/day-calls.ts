import { z } from 'zod';
import { Outcome } from '../domain/verdict';

const count = z.number().int().nonnegative();
const byOutcome = z.record(Outcome, count);

/** The figures of one local calendar day: counts and times, nothing about a person. Instants are RFC 3339. */
export const Day = z.object({
  day: z.iso.date(),
  /** The day on which this journal began: there is nothing before it. */
  first: z.iso.date(),
  /** Check-ins that stand, and those that were taken back. */
  checkedIn: count,
  takenBack: count,
  /** Of the check-ins that stand. */
  delivery: z.object({ delivered: count, waiting: count, refused: count }),
  /** The hours of the day, 23 to 25 of them; `usual` is the median of the same weekday in the weeks before. */
  hours: z.array(z.object({ from: z.iso.datetime(), checkedIn: count, usual: z.number().nullable() })),
  /** How many days before, each with check-ins, `usual` was taken from. */
  comparedDays: count,
  /** Presentations by what became of them at once, and the authority's late answers. */
  outcomes: byOutcome,
  lateAnswers: byOutcome,
  /** How many entries waited in each quarter of an hour that has begun: the most, and at its end. */
  queue: z.array(z.object({ from: z.iso.datetime(), highest: count, last: count })),
});
export type Day = z.infer<typeof Day>;

/** Answered by the terminal process. */
export const dayCalls = {
  /** Today, unless another day is named. */
  'day.read': { request: z.object({ day: z.iso.date().optional() }), reply: Day },
} as const;
