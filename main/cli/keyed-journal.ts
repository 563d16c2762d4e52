import { existsSync } from 'node:fs';
import path from 'node:path';
import { Enrolment } from '../authority/client/enrolment';
import { requireJournal } from '../journal/created-marker';
import type { Journal } from '../journal/journal';
import { openJournal } from '../journal/open-journal';
import { masterKeyFor } from '../terminal/master-key';
import type { KeyedOptions } from './key-options';
import { keyFromStore } from './key-store';

/** The master key of a folder with a journal, from the first source there is. Throws key-missing, journal-unavailable. */
export async function masterKeyOf({
  data: folder,
  keyFile,
  passphraseFile,
}: KeyedOptions): Promise<Uint8Array> {
  requireJournal(folder);
  const mode = existsSync(path.join(folder, 'master.key')) ? 'training' : 'live';
  const masterKey = (keyFile ?? passphraseFile) ? undefined : keyFromStore(folder);
  return (await masterKeyFor({ folder, mode, masterKey, keyFile, passphraseFile })).key;
}

/** Opens the journal with its key for one piece of work, alone: a terminal that runs has to be closed first. */
export async function onKeyedJournal<T>(
  options: KeyedOptions,
  work: (journal: Journal) => T | Promise<T>,
): Promise<T> {
  const masterKey = await masterKeyOf(options);
  const journal = openJournal({
    folder: options.data,
    masterKey,
    now: () => new Date(),
    monotonic: () => performance.now(),
  });
  try {
    const enrolment = enrolmentIn(journal);
    if (enrolment && enrolment.terminal === journal.identity?.terminal) {
      const { privateKey: key, statement, signingKey: authorityKey } = enrolment;
      journal.signWith({ key, statement, authorityKey });
    }
    return await work(journal);
  } finally {
    journal.close();
  }
}

/** What the terminal of this journal keeps of its enrolment; undefined if it never enrolled. */
export function enrolmentIn(journal: Pick<Journal, 'vault'>): Enrolment | undefined {
  const stored = journal.vault.get('enrolment');
  return stored && Enrolment.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
}
