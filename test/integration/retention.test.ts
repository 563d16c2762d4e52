import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DATABASE } from '../../main/authority/server/storage/open-storage';
import type { Journal } from '../../main/journal/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { openDatabase } from '../../main/sqlite/database';
import { DailyRetention } from '../../main/terminal/daily-retention';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { journalBench } from '../support/journal-folder';
import { journalProgram } from '../support/journal-program';
import { checkIn, people, stayRetention, verdictBody, voidOf } from '../support/journal-samples';

const run = journalProgram('retention');
const answer = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out) as unknown;

function verified(folder: string) {
  const reader = openJournalFileReadOnly(folder);
  try {
    return verifyJournal(reader);
  } finally {
    reader.close();
  }
}

const days = (count: number) => ({ retention: { class: 'hotel', days: count } });
const found = (journal: Journal, search: string) =>
  journal.guests.page({ search, filter: 'all', offset: 0, limit: 50 }, new Date('2026-11-02T14:00:00Z'))
    .guests.length;

/** Wrapped data keys as they stand in the file, to look for them afterwards. */
function keysIn(folder: string, positions: readonly number[]): Buffer[] {
  const reader = openJournalFileReadOnly(folder);
  const rows = reader
    .prepare('SELECT wrapped FROM data_keys WHERE position IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(positions));
  reader.close();
  return rows.map((row) => Buffer.from(row['wrapped'] as Uint8Array));
}
function authorityKeys(folder: string, seqs: readonly number[]): Buffer[] {
  const database = openDatabase(path.join(folder, DATABASE), { readOnly: true });
  const rows = database
    .prepare('SELECT wrapped_key FROM entry_bodies WHERE seq IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(seqs));
  database.close();
  return rows.map((row) => Buffer.from(row['wrapped_key'] as Uint8Array));
}
const onDisk = (folder: string, needle: Buffer) =>
  readdirSync(folder).some((name) => {
    const file = path.join(folder, name);
    return statSync(file).isFile() && readFileSync(file).includes(needle);
  });

describe('Given entries whose retention ends on different days', () => {
  const written = () => {
    const bench = journalBench();
    const journal = bench.begun();
    checkIn(journal, people.lin, {}, days(10));
    checkIn(journal, people.okafor, {}, days(20));
    journal.append('verdict', verdictBody('ab'.repeat(32)), days(10));
    checkIn(journal, people.garcia, {}, days(30));
    return { ...bench, journal };
  };
  const after = (count: number) => new Date(Date.parse('2026-11-02T14:00:00Z') + count * 86_400_000);

  test('when the first have come to their end, then they are erased, nothing finds them, and the chain is whole', async () => {
    const { journal, folder, close } = written();
    expect(found(journal, 'xiaoyan')).toBe(1);
    expect(journal.shownBefore('ab'.repeat(32))).toBeDefined();
    const plan = await journal.retention.plan(after(10));
    expect(plan).toMatchObject({ due: 2, kept: 2, next: expect.stringMatching(/^2026-11-22T13:00/) });
    const keys = keysIn(folder, [1, 3]);
    expect(keys.every((key) => onDisk(folder, key))).toBe(true);
    expect(await journal.retention.apply(after(10))).toBe(2);
    expect(found(journal, 'xiaoyan')).toBe(0);
    expect(found(journal, 'okafor')).toBe(1);
    expect(journal.shownBefore('ab'.repeat(32))).toBeUndefined();
    // Neither in the file nor in the log beside it, while the terminal goes on.
    expect(keys.some((key) => onDisk(folder, key))).toBe(false);
    expect(statSync(path.join(folder, 'journal.db-wal')).size).toBe(0);
    const [first] = journal.outbox.takeBatch({ entries: 10, bytes: 1e6 });
    expect(first?.bodyBase64).toBeUndefined();
    checkIn(journal, people.lin);
    close(journal);
    expect(verified(folder)).toEqual({ ok: true, entries: 5, checkpoints: 0, truncated: false });
  });

  test('when everything has come to its end, then no token and no month of the index is left', async () => {
    const { journal, folder, close } = written();
    for (let room = 0; room < 150; room += 1) checkIn(journal, people.lin, { room: String(room) }, days(5));
    expect(await journal.retention.apply(after(40))).toBe(154);
    expect(await journal.retention.plan(after(40))).toEqual({ due: 0, kept: 0, next: null });
    close(journal);
    const reader = openJournalFileReadOnly(folder);
    for (const table of ['tokens', 'fresh_tokens', 'token_months', 'digests', 'data_keys']) {
      expect([table, reader.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']]).toEqual([table, 0]);
    }
    reader.close();
    expect(verified(folder).ok).toBe(true);
  });

  test('when the terminal runs, then it goes by the authority’s clock and by no other', async () => {
    const { journal } = written();
    const clock = (offset: number | null) => ({ now: () => after(10), offset: () => offset });
    expect(await new DailyRetention(journal, clock(null)).apply()).toBe(false);
    expect(await new DailyRetention(journal, clock(-20 * 86_400_000)).apply()).toBe(false);
    expect((await journal.retention.plan(after(10))).due).toBe(2);
    expect(await new DailyRetention(journal, clock(1_000)).apply()).toBe(true);
    expect((await journal.retention.plan(after(10))).due).toBe(0);
  });

  test('when a check-in happens while much is erased, then it does not wait for the end', async () => {
    const { journal } = written();
    for (let room = 0; room < 1_000; room += 1) checkIn(journal, people.lin, { room: String(room) }, days(1));
    const erasing = journal.retention.apply(after(2));
    await new Promise((resolve) => setImmediate(resolve));
    checkIn(journal, people.okafor, {}, days(30));
    const { due } = await journal.retention.plan(after(2));
    expect(due).toBeGreaterThan(0);
    expect(await erasing).toBe(1_000);
  });
});

describe('Given a guest who asks to be forgotten', () => {
  test('when their number is given, then every entry of theirs is erased here and at the authority, and nobody else’s', async () => {
    const { journal, client, authority, folder, open, close, enrolment } = await enrolledJournal();
    const verdict = randomUUID();
    const digest = 'ab'.repeat(32);
    const shown = journal.append('verdict', verdictBody(digest, { verdict }), { retention: stayRetention });
    const stay = checkIn(journal, people.lin, { verdict }, { about: shown.entry });
    voidOf(journal, stay.entry);
    const reveal = { verdict, field: 'documentNumber', operator: 'clerk' };
    journal.append('reveal', reveal, { about: shown.entry, retention: stayRetention });
    const refusal = {
      verdict: randomUUID(),
      reason: 'expired',
      purpose: 'hotel.check-in',
      reader: 'desk',
      digest,
    } as const;
    journal.append('refusal', refusal, { retention: stayRetention });
    checkIn(journal, people.lin, { room: '9' });
    const other = checkIn(journal, people.okafor);
    const otherVoid = voidOf(journal, other.entry);
    await deliverAll(journal, client);
    checkIn(journal, people.lin, { room: '10' });
    close(journal);
    const keysBefore = authorityKeys(authority.database, [shown.seq, stay.seq]);
    expect(keysBefore.every((key) => onDisk(authority.database, key))).toBe(true);

    const args = ['erase', '--data', folder, '--person', people.lin.documentNumber];
    expect(await answer(...args, '--dry-run')).toMatchObject({ erased: 7 });
    expect(await answer(...args)).toMatchObject({ erased: 7, kept: 4 });
    expect(await answer(...args)).toMatchObject({ erased: 0 });
    expect(verified(folder)).toMatchObject({ ok: true });

    const again = open();
    expect(found(again, 'xiaoyan') + found(again, '204')).toBe(1);
    expect(again.entry(other.entry)?.body).toMatchObject({ claims: people.okafor });
    await deliverAll(again, client);
    const database = openDatabase(path.join(authority.database, DATABASE), { readOnly: true });
    const rows = database
      .prepare(
        `SELECT e.seq FROM entries e JOIN entry_bodies b USING (terminal, epoch, seq)
         WHERE e.terminal = ? AND json_extract(e.header, '$.kind') IN ('verdict', 'check-in', 'void', 'reveal', 'refusal')`,
      )
      .all(enrolment.terminal);
    database.close();
    expect(rows.map((row) => Number(row['seq']))).toEqual([other.seq, otherVoid.seq]);
    expect(keysBefore.map((key) => onDisk(authority.database, key))).toEqual([false, false]);
    close(again);
    expect(verified(folder)).toMatchObject({ ok: true });
  });

  test('when a name fits two people, then nothing is erased and the number is asked for', async () => {
    const { journal, folder, close } = await enrolledJournal();
    checkIn(journal, people.okafor);
    checkIn(journal, { ...people.okafor, birthDate: '2001-01-01', documentNumber: 'B7' });
    close(journal);
    const refused = await run('erase', '--data', folder, '--person', 'adaeze okafor', '--json');
    expect(refused).toMatchObject({ status: 2, out: '', words: expect.stringContaining('2 people') });
    expect(refused.words).not.toContain('Okafor');
    expect(await answer('erase', '--data', folder, '--person', 'b7')).toMatchObject({ erased: 1 });
    expect(await answer('erase', '--data', folder, '--person', 'Okafor')).toMatchObject({ erased: 1 });
    expect(await answer('erase', '--data', folder, '--person', 'nobody at all')).toMatchObject({ erased: 0 });
  });

  test('when the rules are applied by command, then a dry run says the same and changes nothing', async () => {
    const { journal, folder, close } = await enrolledJournal();
    checkIn(journal, people.lin, {}, days(10));
    checkIn(journal, people.okafor, {}, days(4_000));
    close(journal);
    const at = ['--at', '2026-11-20T00:00:00Z'];
    const expected = { erased: 1, kept: 2, next: expect.stringMatching(/^2036-/) };
    expect(await answer('apply', '--data', folder, ...at, '--dry-run')).toEqual(expected);
    expect(await answer('apply', '--data', folder, ...at)).toEqual(expected);
    expect(await answer('apply', '--data', folder, ...at)).toEqual({ ...expected, erased: 0 });
    expect((await run('apply', '--data', folder, '--at', 'yesterday')).status).toBe(2);
  });
});
