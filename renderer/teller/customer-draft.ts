import { ClaimForm, CustomerForm } from '../../shared/domain/check-in';
import type { Consented, LegalBasis } from '../../shared/domain/consent';

/** What the teller has entered so far. */
export interface CustomerDraft {
  reference: string;
  legalBasis: LegalBasis;
  discrepancy: string;
  note: string;
}

/** What is wrong with a field, as the key of its sentence. */
export interface CustomerFaults {
  reference?: 'teller.error-reference' | 'teller.error-reference-long';
  discrepancy?: 'teller.error-discrepancy-long';
  note?: 'teller.error-discrepancy-long';
  consent?: 'teller.error-consent';
}

export function newCustomer(legalBasis: LegalBasis): CustomerDraft {
  return { reference: '', legalBasis, discrepancy: '', note: '' };
}

type Checked<Form> = { form: Form } | { faults: CustomerFaults };

/** The form to send, or what is wrong with each field. On the ground of consent it names the text that the customer said yes to. */
export function checkedCustomer(draft: CustomerDraft, consent: Consented | null): Checked<CustomerForm> {
  const faults: CustomerFaults = {
    ...referenceFaults(draft.reference),
    ...lengthFaults({ ...draft, note: '' }),
  };
  const agreed = consent?.answer === 'given' ? consent : null;
  if (draft.legalBasis === 'consent' && !agreed) faults.consent = 'teller.error-consent';
  if (Object.keys(faults).length > 0) return { faults };
  const { reference, legalBasis, discrepancy } = draft;
  return {
    form: CustomerForm.parse({
      reference,
      legalBasis,
      ...(legalBasis === 'consent' &&
        agreed && { consent: { version: String(agreed.text.version), language: agreed.text.language } }),
      ...(discrepancy.trim() !== '' && { discrepancy }),
    }),
  };
}

/** The form of a claim to send, or what is wrong with it. */
export function checkedClaim({ reference, note }: CustomerDraft): Checked<ClaimForm> {
  const faults = { ...referenceFaults(reference), ...lengthFaults({ discrepancy: '', note }) };
  if (Object.keys(faults).length > 0) return { faults };
  return { form: ClaimForm.parse({ reference, ...(note.trim() !== '' && { note }) }) };
}

function referenceFaults(reference: string): CustomerFaults {
  if (ClaimForm.shape.reference.safeParse(reference).success) return {};
  return {
    reference: reference.trim() === '' ? 'teller.error-reference' : 'teller.error-reference-long',
  };
}

function lengthFaults({ discrepancy, note }: Pick<CustomerDraft, 'discrepancy' | 'note'>): CustomerFaults {
  const { shape } = CustomerForm;
  return {
    ...(!shape.discrepancy.safeParse(discrepancy).success && {
      discrepancy: 'teller.error-discrepancy-long' as const,
    }),
    ...(!shape.note.safeParse(note).success && { note: 'teller.error-discrepancy-long' as const }),
  };
}
