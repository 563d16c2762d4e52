import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CustomerForm } from '../../../shared/domain/check-in';
import { signCompact } from '../../crypto/jws';
import type {
  FoundReceipt,
  ReceiptAnswer,
  ReceiptSearchAnswer,
  ReceiptStatement,
} from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { CustomerRecord } from './customer-records';
import type { Parts } from './parts';
import { requireConforming } from './protocol';

interface OneReceipt {
  Params: { terminal: string; entry: string };
}

/** What a bank's or an office's own system asks with an auditor's token: which records a reference has, and one of them whole. */
export function addReceiptOperations(server: FastifyInstance, parts: Parts): void {
  const { auditor, customerRecords, keys, now } = parts;
  const auditors = ({ headers, ip }: FastifyRequest) => auditor.require(headers.authorization, ip, now());

  const search = async (request: FastifyRequest): Promise<ReceiptSearchAnswer> => {
    await auditors(request);
    const { reference } = requireConforming('ReceiptSearch', request.body);
    const records = await customerRecords.find(reference);
    return { receipts: records.map(found) };
  };

  const read = async (request: FastifyRequest<OneReceipt>): Promise<ReceiptAnswer> => {
    await auditors(request);
    const { terminal, entry } = request.params;
    const record = await customerRecords.one(terminal, entry);
    if (!record) throw new AuthorityError('not-found', 'There is no such record, or it was erased.');
    const { header, hash, salt, body, voidedAt, withdrawnAt } = record;
    const statement: ReceiptStatement = {
      header,
      hash,
      saltBase64: Buffer.from(salt).toString('base64'),
      bodyBase64: Buffer.from(body).toString('base64'),
      ...(voidedAt && { voidedAt: voidedAt.toISOString() }),
      ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
      at: now().toISOString(),
    };
    return { receipt: await signCompact(statement, keys.signing, 'vestibule-held-receipt+jws') };
  };

  server.route({ method: 'POST', url: '/v1/receipt-searches', handler: search });
  server.route<OneReceipt>({ method: 'GET', url: '/v1/receipts/:terminal/:entry', handler: read });
}

/** What is told of a record that was found: what was done, on what ground and with which result, and nothing of the person. */
function found({ header, hash, checkIn, voidedAt, withdrawnAt }: CustomerRecord): FoundReceipt {
  const form = CustomerForm.safeParse(checkIn.form);
  const { consent } = checkIn;
  return {
    terminal: header.terminal,
    entry: header.id,
    seq: header.seq,
    hash,
    at: header.at,
    purpose: checkIn.purpose,
    operator: checkIn.operator,
    outcome: checkIn.outcome,
    ...(checkIn.assurance && { assurance: checkIn.assurance }),
    ...(checkIn.format && { format: checkIn.format }),
    ...(checkIn.trustListVersion !== undefined && { trustListVersion: checkIn.trustListVersion }),
    ...(form.success && { legalBasis: form.data.legalBasis }),
    ...(consent && {
      consent: {
        text: consent.text.id,
        version: String(consent.text.version),
        language: consent.text.language,
        shownBy: consent.shownBy,
      },
    }),
    checks: (checkIn.checks ?? []).map(({ name, ok }) => ({ name, ok })),
    discrepancy: form.data?.discrepancy !== undefined && form.data.discrepancy !== '',
    approvers: [...new Set((checkIn.approvals ?? []).map(({ approver }) => approver))],
    ...(voidedAt && { voidedAt: voidedAt.toISOString() }),
    ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
  };
}
