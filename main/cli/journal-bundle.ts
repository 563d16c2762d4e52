import { VestibuleError } from '../../shared/domain/error';
import { writeSealedExport } from '../delivery/offline-export';
import type { KeyedOptions } from './key-options';
import { enrolmentIn, onKeyedJournal } from './keyed-journal';

/**
 * Writes everything that the authority has not acknowledged into a file sealed for it. Answers how many entries the
 * file holds. Throws not-enrolled, file-unwritable.
 */
export async function exportBundle(options: KeyedOptions & { out: string }): Promise<number> {
  return onKeyedJournal(options, (journal) => {
    const enrolment = enrolmentIn(journal);
    if (!enrolment)
      throw new VestibuleError('not-enrolled', 'Without an enrolment there is nobody to seal for.');
    return writeSealedExport(options.out, journal.outbox, enrolment);
  });
}
