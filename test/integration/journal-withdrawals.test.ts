import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { openDatabase } from '../../main/sqlite/database';
import { journalBench } from '../support/journal-folder';
import { checkIn, people, stayRetention } from '../support/journal-samples';

const text = { id: 'customer', version: '2026-1', language: 'en', sha256: 'ef'.repeat(32) };
const given = { purpose: 'bank.verify-customer', text, shownBy: 'operator', operator: 'mei' } as const;

test('Given a consent that was withdrawn, when the journal is checked, then it is whole; once the withdrawal is hidden, that is found', () => {
  const { begun, close, folder } = journalBench();
  const journal = begun();
  const { entry } = checkIn(journal, people.lin);
  const answer = (said: 'given' | 'withdrawn', about: string | null) =>
    journal.append('consent', { ...given, answer: said }, { about, retention: stayRetention });
  answer('given', null);
  expect(journal.withdrawal(entry)).toBeUndefined();
  const withdrawn = answer('withdrawn', entry);
  expect(journal.withdrawal(entry)).toMatchObject({ entry: withdrawn.entry });
  expect(() => answer('withdrawn', entry)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  expect(verified(folder)).toMatchObject({ ok: true });
  close(journal);

  const database = openDatabase(path.join(folder, 'journal.db'));
  database.exec('DELETE FROM withdrawals');
  database.close();
  expect(verified(folder)).toMatchObject({ ok: false });
});

function verified(folder: string) {
  const reader = openJournalFileReadOnly(folder);
  try {
    return verifyJournal(reader);
  } finally {
    reader.close();
  }
}
