import { ReceiptPage } from '../../shared/contract/teller-calls';
import { ClaimForm, CustomerForm } from '../../shared/domain/check-in';
import { EntryBody } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Journal } from '../journal/journal';

const Form = CustomerForm.or(ClaimForm);
/** The facts without the picture: no receipt carries a copy of a document. */
const Shown = ReceiptPage.shape.claims;

/** A record of the forms `customer` or `claim`, as its receipt shows it. Throws unknown-entry for any other entry, or an erased one. */
export function customerEntry(journal: Pick<Journal, 'entry'>, id: string) {
  const found = journal.entry(id);
  const body = EntryBody['check-in'].safeParse(found?.body);
  const form = Form.safeParse(body.data?.form);
  if (!found || found.header.kind !== 'check-in' || !body.success || !form.success)
    throw new VestibuleError('unknown-entry', 'There is no such record of a customer, or it was erased.');
  return { header: found.header, hash: found.hash, body: body.data, form: form.data };
}

/** What stands on the printed page of that record. */
export function receiptPage(
  journal: Pick<Journal, 'entry' | 'guests'>,
  id: string,
  place: { site: string; titleOf(purpose: string): ReceiptPage['title'] },
): ReceiptPage {
  const { header, hash, body, form } = customerEntry(journal, id);
  const guest = journal.guests.one(id);
  const [voided, withdrawnAt] = [guest?.void, guest?.consent?.withdrawnAt];
  const { outcome, assurance, format, issuer, trustListVersion, consent } = body;
  return {
    entry: id,
    seq: header.seq,
    hash,
    at: header.at,
    terminal: header.terminal,
    site: place.site,
    operator: body.operator,
    title: place.titleOf(body.purpose),
    reference: form.reference,
    ...('legalBasis' in form && { legalBasis: form.legalBasis }),
    ...(consent && { consent }),
    outcome,
    ...(assurance && { assurance }),
    ...(format && { format }),
    ...(issuer && { issuer: issuer.name }),
    ...(trustListVersion !== undefined && { trustListVersion }),
    checks: body.checks ?? [],
    claims: Shown.parse(body.claims),
    ...('discrepancy' in form && { discrepancy: form.discrepancy }),
    ...(form.note !== undefined && { note: form.note }),
    approvals: body.approvals ?? [],
    ...(voided && { void: voided }),
    ...(withdrawnAt !== undefined && { withdrawnAt }),
  };
}
