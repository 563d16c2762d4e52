import { z } from 'zod';
import { LocalisedName } from './verdict';

/** On what ground a bank may look at somebody's identity. */
export const LegalBasis = z.enum(['consent', 'contract', 'legal-obligation']);
export type LegalBasis = z.infer<typeof LegalBasis>;

const version = z.string().min(1).max(40);
/** BCP 47. */
const language = z.string().min(2).max(35);

/** Who puts the text before the person: the operator's screen, or the customer's own display. */
export const ShownBy = z.enum(['operator', 'customer-display']);
export type ShownBy = z.infer<typeof ShownBy>;

/** What a customer is asked to agree to: one text in one version, word for word in each language it is asked in. */
export const ConsentText = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/),
  version,
  /** `en` is always there: whoever chose another language that is missing is asked in English. */
  words: LocalisedName.refine((words) => 'en' in words && Object.values(words).every(isShort)),
  /** Where the answer may come from; the customer's own display alone where a bank wants no word of the teller for it. */
  shownBy: z.array(ShownBy).min(1),
});
export type ConsentText = z.infer<typeof ConsentText>;

/** The text as a record names it. */
export const ShownText = z.object({
  id: z.string(),
  /** A number in entries written before texts had versions of their own choosing. */
  version: z.union([version, z.number().int().positive()]),
  language,
  /** Of the text as it was shown, UTF-8. */
  sha256: z.hex().length(64),
});
export type ShownText = z.infer<typeof ShownText>;

export const ConsentAnswer = z.enum(['given', 'declined', 'withdrawn']);
export type ConsentAnswer = z.infer<typeof ConsentAnswer>;

/** The customer's answer, by the entry that holds it. */
export const Consented = z.object({
  entry: z.uuid(),
  text: ShownText,
  answer: ConsentAnswer,
  shownBy: ShownBy,
  at: z.string(),
});
export type Consented = z.infer<typeof Consented>;

function isShort(words: string): boolean {
  return words.length > 0 && words.length <= 2_000;
}
