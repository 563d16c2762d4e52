import path from 'node:path';
import type { TerminalHandlers } from '../../shared/contract/calls';
import type { JournalExportFormat, JournalWork, journalCalls } from '../../shared/contract/journal-calls';
import { VestibuleError } from '../../shared/domain/error';
import { writeSealedExport } from '../delivery/offline-export';
import { bodyFields } from '../journal/body-fields';
import type { OpenedEntry } from '../journal/journal';
import type { Core } from './core';
import type { JournalWorks } from './journal-works';

/** How long the record of a look at personal data is kept. */
const REVEAL_RETENTION = { class: 'journal', days: 3_650 };

/** What the Journal page asks of an open terminal. */
export function createJournalCalls(
  working: () => Core,
  works: JournalWorks,
  { folder, changed }: { folder: string; changed(): void },
): Pick<TerminalHandlers, keyof typeof journalCalls> {
  /** What an entry says of a person, after it has been journalled that somebody looked. */
  const revealed = (entry: string, field: string): OpenedEntry => {
    const { journal, operator, delivery } = working();
    const opened = journal.opened(entry);
    if (!opened) throw new VestibuleError('unknown-entry', 'There is no such entry, or it was erased.');
    journal.append('reveal', { field, operator }, { about: entry, retention: REVEAL_RETENTION });
    delivery.nudge();
    changed();
    return opened;
  };
  const exported = async (
    format: JournalExportFormat,
    out: string,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<Partial<JournalWork>> => {
    const { journal, enrolment } = working();
    const file = path.basename(out);
    if (format !== 'bundle') {
      const result = await works.audit({ type: 'export', folder, format, out }, signal, onProgress);
      return result.exported ? { exported: { ...result.exported, file } } : result;
    }
    const total = journal.outbox.counts().queued;
    const entries = await writeSealedExport(out, journal.outbox, enrolment, {
      signal,
      onProgress: (done) => onProgress(done, total),
    });
    return { exported: { entries, file } };
  };

  return {
    'journal.find': ({ search, below }) => working().journal.browse.find(search, below),
    'journal.lines': ({ positions }) => working().journal.browse.lines(positions),
    'journal.entry': ({ entry }) => {
      const found = working().journal.browse.details(entry);
      if (!found) throw new VestibuleError('unknown-entry', 'There is no such entry.');
      return found;
    },
    'journal.reveal': ({ entry }) => {
      const { header, body } = revealed(entry, 'body');
      return bodyFields(header.kind, body, { revealed: true });
    },
    'journal.receipt': async ({ entry }) => {
      const { header } = revealed(entry, 'receipt');
      const signed = await working().receiptOf(header.id);
      if (signed) return { receipt: signed.receipt };
      throw new VestibuleError('unknown-entry', 'There is no such entry, or it was erased.');
    },
    'journal.verify': () => {
      const { journal, enrolment } = working();
      const task = { type: 'verify', folder, authorityKey: enrolment.signingKey } as const;
      const total = journal.head().entries;
      return { work: works.begin('verify', total, (...how) => works.audit(task, ...how)) };
    },
    'journal.export': ({ format, grant }) => {
      const out = works.takeFile(grant);
      const { journal } = working();
      const total = format === 'bundle' ? journal.outbox.counts().queued : journal.head().entries;
      return { work: works.begin('export', total, (...how) => exported(format, out, ...how)) };
    },
    'journal.work': ({ work }) => works.read(work),
    'journal.cancel': ({ work }) => {
      works.cancel(work);
      return {};
    },
  };
}
