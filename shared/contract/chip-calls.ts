import { z } from 'zod';
import { ChipState } from '../domain/chip-state';

/** What a person typed to open a chip: out of the printed lines, or the number printed on the document. */
export const TypedChipKey = z.union([
  z.object({
    documentNumber: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9<]{1,22}$/),
    birthDate: z.iso.date(),
    expiryDate: z.iso.date(),
  }),
  z.object({
    can: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
]);
export type TypedChipKey = z.infer<typeof TypedChipKey>;

/** What the check digits say of lines while they are typed. */
export const LinesCheck = z.object({
  /** Whether they have the shape of a document's lines; nothing else is told before. */
  whole: z.boolean(),
  failed: z.array(z.enum(['document number', 'birth date', 'expiry date', 'optional data', 'whole zone'])),
});
export type LinesCheck = z.infer<typeof LinesCheck>;

/** The chip of a document at the desk: how far it is comes as `chip` events, and the outcome as a verdict. */
export const chipCalls = {
  'chip.read': { request: z.object({}).default({}), reply: ChipState },
  /** Opens the chip that lies there, or the next one that is laid down. */
  'chip.open': { request: TypedChipKey, reply: z.object({}) },
  /** Tries a reading again that came to nothing. */
  'chip.retry': { request: z.object({}).default({}), reply: z.object({}) },
  /** Ends whatever is going on with the chip and forgets what opens it. */
  'chip.cancel': { request: z.object({}).default({}), reply: z.object({}) },
  /** Which check digits of typed lines are wrong. Nothing is kept. */
  'chip.check-lines': { request: z.object({ text: z.string().max(300) }), reply: LinesCheck },
} as const;
