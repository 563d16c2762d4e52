import { z } from 'zod';

/** A calendar date `YYYY-MM-DD`, or as much of it as the credential carries (`YYYY` or `YYYY-MM`). */
export const PartialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

/**
 * Normalised facts about a person. Names stay in the credential's own script and letter case;
 * nothing is transliterated. Every field is optional: a purpose may see fewer.
 */
export const Claims = z.object({
  fullName: z.string().optional(),
  givenName: z.string().optional(),
  middleName: z.string().optional(),
  familyName: z.string().optional(),
  /** The name in Latin letters where the credential carries one beside its own script. */
  latinName: z.string().optional(),
  /** The name once more in a second language, where the credential carries one that is not `latinName`. */
  secondFullName: z.string().optional(),
  /** The language of the second name, Latin or not, as the issuer wrote it (ISO 639). */
  secondLanguage: z.string().optional(),
  birthDate: PartialDate.optional(),
  sex: z.enum(['male', 'female', 'other']).optional(),
  nationality: z.string().optional(),
  ethnicity: z.string().optional(),
  address: z.string().optional(),
  documentNumber: z.string().optional(),
  /** Number of the pass or the renewals a resident card variant carries beside its own. */
  passNumber: z.string().optional(),
  issueCount: z.string().optional(),
  /** Administrative region code that the number begins with (GB/T 2260), six digits. */
  region: z.string().optional(),
  /** What kind of document it is, in the words of its format: `vaccination`, `org.iso.18013.5.1.mDL`. */
  documentKind: z.string().optional(),
  issuingAuthority: z.string().optional(),
  issuingCountry: z.string().optional(),
  validFrom: PartialDate.optional(),
  /** A date, or `long-term` where the card says 长期. */
  validUntil: z.union([PartialDate, z.literal('long-term')]).optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  maritalStatus: z.string().optional(),
  guardian: z.string().optional(),
  locationCode: z.string().optional(),
  legalStatus: z.string().optional(),
  language: z.string().optional(),
  /** Whether the person is at least 18 on the day of presentation, where the birth date allows an answer. */
  adult: z.boolean().optional(),
  portrait: z.object({ mediaType: z.string(), base64: z.base64() }).optional(),
});
export type Claims = z.infer<typeof Claims>;
export const ClaimName = Claims.keyof();
export type ClaimName = z.infer<typeof ClaimName>;
