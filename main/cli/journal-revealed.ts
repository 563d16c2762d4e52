import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VestibuleError } from '../../shared/domain/error';
import { includesRole } from '../../shared/domain/operator';
import { isFileError, revealedLines, writeWhole } from '../journal/entry-export';
import type { Journal } from '../journal/journal';
import { openJournalFileReadOnly } from '../journal/journal-file';
import { Accounts } from '../operators/accounts';
import { trainingOperators } from '../terminal/training-operators';
import type { ExportOptions } from './journal-export';
import { enrolmentIn, onKeyedJournal } from './keyed-journal';
import { typedPin } from './typed-pin';

const RETENTION = { class: 'journal', days: 3_650 };

/**
 * Writes every entry with what it says of a person, as a supervisor asks for by name and PIN; that it was done is
 * journalled before the first line. Throws pin-wrong, pin-locked, not-permitted, file-unwritable, and what opening
 * the journal throws.
 */
export async function exportRevealed(
  options: ExportOptions & { format: 'csv' | 'jsonl'; operator: string },
): Promise<void> {
  const { data, out, format, json, operator } = options;
  const pin = await typedPin(`PIN of ${operator}`);
  await onKeyedJournal(options, async (journal) => {
    await mustBeSupervisor(journal, operator, pin);
    const { entries } = journal.head();
    journal.append('reveal', { field: 'export', entries, operator }, { retention: RETENTION });
    const database = openJournalFileReadOnly(data);
    let written = 0;
    try {
      const bodyOf = (id: string) => {
        written += 1;
        return journal.entry(id)?.body ?? null;
      };
      const lines = revealedLines(database, out === undefined && json ? 'jsonl' : format, bodyOf);
      if (out !== undefined) await writeWhole(out, lines);
      else await pipeline(Readable.from(lines), process.stdout, { end: false });
    } catch (thrown) {
      // Whoever read had enough of it, as with `| head`.
      if (!isFileError(thrown, 'EPIPE')) throw thrown;
    } finally {
      database.close();
    }
    if (out === undefined) return;
    if (json) process.stdout.write(`${JSON.stringify({ out, format, entries: written })}\n`);
    else console.error(`Entries written, with personal data: ${written}.`);
  });
}

async function mustBeSupervisor(journal: Journal, operator: string, pin: string): Promise<void> {
  const accounts = new Accounts({
    vault: journal.vault,
    monotonic: () => performance.now(),
    note: (event) => void journal.append('operator', event, { retention: RETENTION }),
  });
  if (enrolmentIn(journal)?.training) await accounts.seed(trainingOperators);
  const { role } = await accounts.signIn(operator, pin);
  if (!includesRole(role, 'supervisor')) {
    throw new VestibuleError('not-permitted', 'Only a supervisor may take personal data out of the journal.');
  }
}
