import { z } from 'zod';

/** What kind of document a person can type from. */
export const TypedKind = z.enum([
  'passport',
  'identity-card',
  'residence-permit',
  'driver-licence',
  'refugee-document',
  'other',
]);
export type TypedKind = z.infer<typeof TypedKind>;

const line = z.string().trim().min(1).max(120);
/** Three letters, as ICAO 9303 part 3 writes a state. */
const State = z.string().regex(/^[A-Z]{1,3}$/);

/** A document that no reader reads, as a person typed it. Nobody vouches for it: it is compared by eye. */
export const TypedDocument = z.object({
  kind: TypedKind,
  number: z.string().trim().min(2).max(40),
  familyName: line,
  /** Empty where the document gives one name only. */
  givenName: z.string().trim().max(120),
  birthDate: z.iso.date(),
  /** The last day; absent where the document names none. */
  validUntil: z.iso.date().optional(),
  issuingCountry: State,
  nationality: State.optional(),
  sex: z.enum(['male', 'female', 'other']).optional(),
});
export type TypedDocument = z.infer<typeof TypedDocument>;
