import type { ConsentAnswer, ConsentText, ShownBy, ShownText } from '../../shared/domain/consent';
import type { CustomerForm } from '../../shared/domain/check-in';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Purpose } from '../../shared/domain/purpose';
import { sha256Hex } from '../crypto/hash';

/** An answer to a purpose's text, before it is written. */
export interface Answered {
  language: string;
  answer: ConsentAnswer;
  shownBy: ShownBy;
}

/** The text that a purpose asks people to agree to. Throws not-permitted where it has none. */
export function consentTextOf({ name, consent }: Purpose): ConsentText {
  if (consent) return consent;
  throw new VestibuleError('not-permitted', `${name} has no text to agree to.`);
}

/**
 * What the journal says of an answer. Throws not-permitted where the purpose takes no answer from there, bad-request
 * where the text is not in that language.
 */
export function consentBody(
  purpose: Purpose,
  { language, answer, shownBy }: Answered,
  operator: string,
): EntryBodyOf<'consent'> {
  const text = consentTextOf(purpose);
  if (!text.shownBy.includes(shownBy))
    throw new VestibuleError('not-permitted', 'For this purpose customers answer on their own display.');
  return { purpose: purpose.name, text: shown(text, language), answer, shownBy, operator };
}

/**
 * What a form that names the text and its language says, where nobody has answered yet: that the operator asked and
 * the customer agreed. Throws consent-needed where the form names no text, or another one than the purpose's.
 */
export function agreedByForm(purpose: Purpose, form: CustomerForm): Answered {
  const text = consentTextOf(purpose);
  if (form.consent?.version !== text.version || !(form.consent.language in text.words))
    throw new VestibuleError('consent-needed', 'The customer has not agreed to the text of this purpose.');
  return { language: form.consent.language, answer: 'given', shownBy: 'operator' };
}

function shown({ id, version, words }: ConsentText, language: string): ShownText {
  const asked = words[language];
  if (asked === undefined) throw new VestibuleError('bad-request', 'The text is not there in this language.');
  return { id, version, language, sha256: sha256Hex(Buffer.from(asked, 'utf8')) };
}
