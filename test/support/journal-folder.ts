import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Journal } from '../../main/journal/journal';
import { type JournalOptions, openJournal } from '../../main/journal/open-journal';

/** A folder of its own for one test, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that a test sets; every look moves it on by a millisecond. */
export class TestClock {
  private ticks = 0;

  constructor(private time = Date.parse('2026-11-02T13:00:00.000Z')) {}

  readonly now = (): Date => new Date((this.time += 1));
  readonly monotonic = (): number => (this.ticks += 0.5);

  set(at: string): void {
    this.time = Date.parse(at);
  }
}

export const terminalIdentity = { terminal: 'terminal-of-the-test', epoch: 1 };

/** What it takes to open one folder again and again within a test; whatever is open at its end is closed. */
export function journalBench(options: Partial<JournalOptions> = {}) {
  const clock = new TestClock();
  const folder = options.folder ?? temporaryFolder();
  const masterKey = options.masterKey ?? new Uint8Array(randomBytes(32));
  const { now, monotonic } = clock;
  const opened = new Set<Journal>();
  onTestFinished(() => {
    for (const journal of opened) journal.close();
  });

  const open = (other: Partial<JournalOptions> = {}): Journal => {
    const journal = openJournal({ now, monotonic, ...options, folder, masterKey, ...other });
    opened.add(journal);
    return journal;
  };
  const close = (journal: Journal): void => {
    opened.delete(journal);
    journal.close();
  };
  /** A journal that knows its terminal. */
  const begun = (): Journal => {
    const journal = open();
    journal.begin(terminalIdentity);
    return journal;
  };
  return { folder, masterKey, clock, open, begun, close };
}
