import type { ClaimForm, CustomerForm } from '../../shared/domain/check-in';
import type { Consented } from '../../shared/domain/consent';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Purpose } from '../../shared/domain/purpose';
import { newEntryId } from '../journal/entry-id';
import type { AppendOptions, ToAppend } from '../journal/journal';
import type { Override } from '../operators/approvals';
import { agreedByForm, consentBody } from './consents';
import type { KnownVerdict } from './recent-verdicts';

type CheckInBody = EntryBodyOf<'check-in'>;

interface Recording {
  at: Date;
  operator: string;
  trustListVersion: number | undefined;
  /** Whether nobody of the staff was there to compare the person with their document. */
  unattended: boolean;
  options: AppendOptions;
}

/**
 * The record of a bank or an office, which shows by itself what a hotel's leaves to its verdict: each check with its
 * result, the clerk's own among them, what was agreed to, and who else approved it. Throws consent-needed, bad-request
 * (a ground that does not count for this purpose), not-permitted.
 */
export function customerRecord(
  known: KnownVerdict,
  purpose: Purpose,
  form: CustomerForm | ClaimForm,
  recording: Recording,
): {
  discrepancy: string | undefined;
  /** What has to be written before it, in the same transaction. */
  before: ToAppend[];
  body(checkIn: CheckInBody, overrides: readonly Override[]): CheckInBody;
} {
  const { verdict } = known;
  const ground = 'legalBasis' in form ? groundOf(known, purpose, form, recording) : undefined;
  const { consent, toAppend } = ground ?? {};
  const { issuer } = verdict;
  const { trustListVersion, unattended } = recording;
  return {
    discrepancy: 'discrepancy' in form ? form.discrepancy : undefined,
    before: toAppend ? [toAppend] : [],
    body: (checkIn, overrides) => ({
      ...checkIn,
      ...(consent && { consent, form: { ...checkIn.form, consent: namedText(consent) } }),
      // Sending the form says that person and document match, where a person sends it who could compare them.
      checks: [...verdict.checks, { name: 'person-matches', ok: unattended ? null : true }],
      ...(issuer && { issuer }),
      ...(trustListVersion !== undefined && { trustListVersion }),
      ...(overrides.length > 0 && {
        approvals: overrides.map(({ act, approver, reason }) => ({ act, approver, reason })),
      }),
    }),
  };
}

/**
 * The answer that a record on the ground of consent rests on: the one that the customer gave, or else the one that the
 * form states, to be written together with the record. Undefined on another ground, or where the purpose has no text of
 * its own.
 */
function groundOf(
  { consent, entry: about }: KnownVerdict,
  purpose: Purpose,
  form: CustomerForm,
  { at, operator, options }: Recording,
): { consent: Consented; toAppend?: ToAppend } | undefined {
  if (purpose.legalBases && !purpose.legalBases.includes(form.legalBasis))
    throw new VestibuleError('bad-request', 'Bad request: form.legalBasis.');
  if (form.legalBasis !== 'consent' || !purpose.consent) return undefined;
  if (consent?.answer === 'given') return { consent };
  if (consent) throw new VestibuleError('consent-needed', 'The customer did not agree.');
  const body = consentBody(purpose, agreedByForm(purpose, form), operator);
  const id = newEntryId(at);
  const { text, answer, shownBy } = body;
  return {
    consent: { entry: id, text, answer, shownBy, at: at.toISOString() },
    toAppend: { kind: 'consent', body, options: { ...options, id, about } },
  };
}

function namedText({ text }: Consented): { version: string; language: string } {
  return { version: String(text.version), language: text.language };
}
