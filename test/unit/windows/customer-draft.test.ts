import { describe, expect, it } from 'vitest';
import { checkedClaim, checkedCustomer, newCustomer } from '../../../renderer/teller/customer-draft';
import type { Consented } from '../../../shared/domain/consent';

const consent: Consented = {
  entry: '01a22209-6048-7541-8b30-5a3f9adfcd9c',
  text: { id: 'customer-verification', version: '2026-1', language: 'es', sha256: 'a'.repeat(64) },
  answer: 'given',
  shownBy: 'customer-display',
  at: '2026-11-28T12:00:00.000Z',
};
const filled = { ...newCustomer('consent'), reference: ' K-20418 ' };

describe('the form of a customer', () => {
  it('Given the ground of consent, when the customer agreed, then the form names the text and its language', () => {
    expect(checkedCustomer(filled, consent)).toEqual({
      form: {
        reference: 'K-20418',
        legalBasis: 'consent',
        consent: { version: '2026-1', language: 'es' },
      },
    });
  });

  it.each([
    ['nobody was asked', null],
    ['the customer declined', { ...consent, answer: 'declined' as const }],
  ])('Given the ground of consent, when %s, then that is at fault', (_what, answer) => {
    expect(checkedCustomer(filled, answer)).toEqual({ faults: { consent: 'teller.error-consent' } });
  });

  it('Given another ground, when it is sent, then no text is named, also where one was agreed to', () => {
    const draft = { ...filled, legalBasis: 'contract' as const, discrepancy: 'Another address' };
    expect(checkedCustomer(draft, consent)).toEqual({
      form: { reference: 'K-20418', legalBasis: 'contract', discrepancy: 'Another address' },
    });
  });

  it('Given what is missing or too long, when it is sent, then each field says so', () => {
    const draft = { ...newCustomer('contract'), discrepancy: 'x'.repeat(501) };
    expect(checkedCustomer(draft, null)).toEqual({
      faults: { reference: 'teller.error-reference', discrepancy: 'teller.error-discrepancy-long' },
    });
    expect(checkedClaim({ ...draft, reference: 'R'.repeat(61), note: 'x'.repeat(501) })).toEqual({
      faults: { reference: 'teller.error-reference-long', note: 'teller.error-discrepancy-long' },
    });
    expect(checkedClaim({ ...draft, reference: 'R-7731' })).toEqual({ form: { reference: 'R-7731' } });
  });
});
