import { z } from 'zod';

const isoDate = z.iso.date();

/** The least form for `hotel.check-in`; sending it confirms that person and document match. Dates are local calendar days. */
export const StayForm = z
  .object({
    room: z.string().trim().min(1).max(20),
    arrival: isoDate,
    departure: isoDate,
    note: z.string().max(500).optional(),
  })
  .refine((stay) => stay.departure > stay.arrival, {
    path: ['departure'],
    error: 'departure must be after arrival',
  });
export type StayForm = z.infer<typeof StayForm>;

/** The stay's length in nights. */
export function nights(stay: { arrival: string; departure: string }): number {
  return Math.round((Date.parse(stay.departure) - Date.parse(stay.arrival)) / 86_400_000);
}

/** The answer to a check-in: given only after the entry is durable. */
export const Recorded = z.object({
  recorded: z.literal(true),
  entry: z.uuid(),
  seq: z.number().int().positive(),
  hash: z.hex().length(64),
  /** Earlier check-ins of the same person in the same stay, oldest first. */
  duplicates: z.array(z.object({ entry: z.uuid(), at: z.string(), room: z.string() })),
});
export type Recorded = z.infer<typeof Recorded>;
