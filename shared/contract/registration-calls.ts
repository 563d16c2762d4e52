import { z } from 'zod';
import { Claims } from '../domain/claims';
import { FormatName } from '../domain/format';
import { Settings } from '../domain/settings';

/** What stands on one guest's registration card, the whole document number among it. */
export const RegistrationCard = z.object({
  entry: z.uuid(),
  seq: z.number().int().positive(),
  at: z.string(),
  room: z.string(),
  arrival: z.string(),
  departure: z.string(),
  format: FormatName.optional(),
  claims: Claims.omit({ portrait: true }),
  /** Who answers for a minor. */
  guardian: z.object({ name: z.string(), reach: z.string() }).optional(),
});
export type RegistrationCard = z.infer<typeof RegistrationCard>;

const entries = z.array(z.uuid()).min(1).max(50);

/** What the page of a registration card asks of the terminal. That the data was looked at is journalled first. */
export const registrationCalls = {
  'registration.cards': { request: z.object({ entries }), reply: z.array(RegistrationCard) },
} as const;

/** Answered by the shell, which draws the page in a window nobody sees. */
export const registrationShellCalls = {
  /** `done: false` says why, `printer-failed` also where what belongs on the card could not be read; whatever happens, the record is on disk already. */
  'registration.print': {
    request: z.object({
      entries,
      to: z.enum(['printer', 'pdf']),
      size: z.enum(['A5', 'A4']),
      language: Settings.shape.language,
    }),
    reply: z.object({
      done: z.boolean(),
      problem: z.enum(['cancelled', 'no-printer', 'printer-failed']).optional(),
      /** The name of the file, without its folder. */
      file: z.string().optional(),
    }),
  },
} as const;
