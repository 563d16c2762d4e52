import { z } from 'zod';

/** The same person in a stay that overlaps, by the record of another terminal of the site; it says nothing about the person. */
export const StayElsewhere = z.object({
  /** The check-in there. */
  entry: z.uuid(),
  terminal: z.string().min(1).max(64),
  /** Local calendar days. */
  arrival: z.iso.date(),
  departure: z.iso.date(),
});
export type StayElsewhere = z.infer<typeof StayElsewhere>;
