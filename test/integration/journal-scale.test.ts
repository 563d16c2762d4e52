import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { checkIn, fill, guest, opened } from '../bench/journal-of';
import { temporaryFolder } from '../support/journal-folder';

const ROWS = Number(process.env['VESTIBULE_SCALE_ROWS'] ?? 5_000);

test(`Given a journal of ${ROWS} entries, when it is opened, paged, searched, written and verified, then everything is there`, () => {
  const folder = path.join(temporaryFolder(), 'desk');
  mkdirSync(folder);
  fill(folder, ROWS);
  const journal = opened(folder);
  expect(journal.head().entries).toBe(ROWS);
  expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: ROWS, refused: 0 });
  const page = (search: string) =>
    journal.guests.page({ search, filter: 'all', offset: 0, limit: 50 }, new Date());
  for (const number of [0, 1, Math.floor(ROWS / 2), ROWS - 1]) {
    const { fullName, documentNumber = '' } = guest(number);
    expect(page(documentNumber).guests.map(({ name }) => name)).toEqual([fullName]);
  }
  expect(page(guest(7).fullName ?? '').counts.all).toBeGreaterThan(0);
  expect(page('').guests).toHaveLength(50);
  const entry = checkIn(journal, ROWS);
  expect(journal.entry(entry)?.header.seq).toBe(ROWS + 1);
  journal.close();
  const reader = openJournalFileReadOnly(folder);
  expect(verifyJournal(reader)).toEqual({ ok: true, entries: ROWS + 1, checkpoints: 0, truncated: false });
  reader.close();
}, 3_600_000);
