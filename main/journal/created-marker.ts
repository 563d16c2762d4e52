import { closeSync, existsSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';

const MARKER = 'journal.created';

/**
 * Whether a journal was ever begun in this folder. The marker outlives the journal file: a folder with a marker
 * and no journal has lost one, and must not silently get another.
 */
export function hasHadJournal(folder: string): boolean {
  return existsSync(path.join(folder, MARKER));
}

/** For commands that ask about a journal and must not begin one. Throws journal-unavailable where there never was any. */
export function requireJournal(folder: string): void {
  if (!hasHadJournal(folder)) throw noJournal();
}

/** What is said of a folder that never had a journal. */
export function noJournal(): VestibuleError {
  return new VestibuleError('journal-unavailable', 'There is no journal in this folder.');
}

/** Leaves the marker, durably; call it once the journal file itself is durable. */
export function markJournalCreated(folder: string, at: Date): void {
  writeFileSync(path.join(folder, MARKER), `${at.toISOString()}\n`, { mode: 0o600, flush: true });
  if (process.platform === 'win32') return; // a folder cannot be opened there, and needs no sync of its own
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
