import { randomBytes } from 'node:crypto';
import { openJournalFile } from '../../main/journal/journal-file';
import type { Journal } from '../../main/journal/journal';
import { journalOn, openJournal } from '../../main/journal/open-journal';
import type { Claims } from '../../shared/domain/claims';
import { checkInBody, stayRetention } from '../support/journal-samples';

export const masterKey = new Uint8Array(randomBytes(32));
const clock = { now: () => new Date(), monotonic: () => performance.now() };
const PARTY = 100;

/** An invented guest for each number, with a name and a document that no other has. */
export function guest(number: number): Claims {
  const family = `Family${(number % 5_000).toString(36)}`;
  return {
    fullName: `Given${(number % 977).toString(36)} ${family}`,
    birthDate: `19${String(50 + (number % 50))}-0${1 + (number % 9)}-1${number % 10}`,
    documentNumber: `D${String(number).padStart(9, '0')}`,
  };
}

export function checkIn(journal: Journal, number: number): string {
  const body = checkInBody(guest(number), { room: String(number % 400) });
  return journal.append('check-in', body, { retention: stayRetention }).entry;
}

/** A new journal in a folder, as the terminal opens it. */
export function opened(folder: string): Journal {
  const journal = openJournal({ folder, masterKey, ...clock });
  journal.begin({ terminal: 'terminal-that-is-measured', epoch: 1 });
  return journal;
}

/** Fills a folder with check-ins as fast as the disk allows, without waiting for it: only the filling is not durable. */
export function fill(
  folder: string,
  entries: number,
  progress: (written: number) => void = () => undefined,
): void {
  const database = openJournalFile(folder, { masterKey, now: clock.now });
  database.exec('PRAGMA synchronous = OFF');
  const journal = journalOn(database, { release: () => undefined }, { masterKey, ...clock });
  journal.begin({ terminal: 'terminal-that-is-measured', epoch: 1 });
  for (let written = 0; written < entries; written += PARTY) {
    const party = Array.from({ length: Math.min(PARTY, entries - written) }, (_, index) => {
      const number = written + index;
      const body = checkInBody(guest(number), { room: String(number % 400) });
      return { kind: 'check-in', body, options: { retention: stayRetention } } as const;
    });
    journal.appendAll(party);
    // The authority keeps up, as it does in life.
    const batch = journal.outbox.takeBatch({ entries: PARTY, bytes: 10_000_000 });
    const results = batch.map(({ header }) => ({ entry: header.id, status: 'acknowledged' as const }));
    if (batch.length > 0) journal.outbox.settle(results, 'signed.by.authority');
    if (written % 50_000 === 0) progress(written);
  }
  journal.close();
}
