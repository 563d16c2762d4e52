import { EntryBody, type EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Journal } from '../journal/journal';

/**
 * What the journal says when the customer of a record takes back what they agreed to: the same text, withdrawn. Throws
 * unknown-entry where there is no such record, bad-request where it rests on no consent.
 */
export function withdrawalOf(
  journal: Pick<Journal, 'entry'>,
  record: string,
  operator: string,
): EntryBodyOf<'consent'> {
  const found = journal.entry(record);
  const body = EntryBody['check-in'].safeParse(found?.body);
  if (found?.header.kind !== 'check-in' || !body.success)
    throw new VestibuleError('unknown-entry', 'There is no such record, or it was erased.');
  const { purpose, consent } = body.data;
  if (!consent) throw new VestibuleError('bad-request', 'This record rests on no consent.');
  return { purpose, text: consent.text, answer: 'withdrawn', shownBy: 'operator', operator };
}
