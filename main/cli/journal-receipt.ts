import { VestibuleError } from '../../shared/domain/error';
import { signReceipt } from '../journal/receipt';
import type { KeyedOptions } from './key-options';
import { enrolmentIn, onKeyedJournal } from './keyed-journal';
import { writeMade } from './written-file';

export type JournalReceiptOptions = KeyedOptions & { out?: string };

/**
 * Signs the receipt of one entry and writes it to a file or to standard output. Throws unknown-entry for one that
 * is not there or whose body was erased, not-enrolled, file-unwritable.
 */
export async function issueReceipt(entry: string, options: JournalReceiptOptions): Promise<void> {
  const receipt = await onKeyedJournal(options, (journal) => {
    const enrolment = enrolmentIn(journal);
    if (!enrolment)
      throw new VestibuleError('not-enrolled', 'This terminal is not enrolled: nobody can sign.');
    const opened = journal.opened(entry);
    if (!opened) throw new VestibuleError('unknown-entry', 'There is no such entry, or it was erased.');
    const { privateKey: key, statement } = enrolment;
    const signer = { key, statement, successions: journal.successions() };
    return signReceipt(opened, signer, new Date(), journal.browse.acknowledgementOf(entry));
  });
  if (options.out === undefined) {
    console.log(receipt);
    return;
  }
  await writeMade(options.out, `${receipt}\n`);
  console.error('Receipt written.');
}
