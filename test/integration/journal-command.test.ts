import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryHash } from '../../main/journal/entry-hash';
import { openDatabase } from '../../main/sqlite/database';
import { EntryHeader } from '../../shared/domain/entry';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { journalProgram } from '../support/journal-program';
import { acknowledgeAll, checkIn, people, voidOf } from '../support/journal-samples';

const journalCommand = journalProgram('journal');

/** Three entries, the first two acknowledged. The journal stays open: the commands work beside a terminal. */
function runningJournal() {
  const bench = journalBench();
  const journal = bench.begun();
  const { entry } = checkIn(journal, people.lin, { room: 'Himmelblau' });
  checkIn(journal, people.okafor);
  acknowledgeAll(journal);
  const last = voidOf(journal, entry, 'taken for somebody else');
  return { ...bench, journal, last };
}
const rows = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
/** The four digits stand in a hash by chance, too: there not as a word of their own. */
const personal = /林晓燕|Okafor|Himmelblau|\b4471\b|somebody/;

describe('Given a journal in use by a terminal', () => {
  test('when it is verified, then the answer is one JSON document and exit status 0', async () => {
    const { folder } = runningJournal();
    const { out, words, status } = await journalCommand('verify', '--data', folder, '--json');
    expect(JSON.parse(out)).toEqual({ ok: true, entries: 3, checkpoints: 0, truncated: false });
    expect({ words, status }).toEqual({ words: '', status: 0 });
    expect((await journalCommand('verify', '--data', folder)).out).toBe(
      'The chain is whole. Entries: 3; signed checkpoints: 0.\n',
    );
  });

  test('when its tail is listed, then the newest entries come in order with their delivery and nothing personal', async () => {
    const { folder, last } = runningJournal();
    const { out, status } = await journalCommand('tail', '--data', folder, '-n', '2', '--json');
    expect(status).toBe(0);
    expect(rows(out)).toMatchObject([
      { seq: 2, kind: 'check-in', delivery: 'acknowledged' },
      { seq: 3, kind: 'void', delivery: 'queued', id: last.entry, hash: last.hash },
    ]);
    const listed = await journalCommand('tail', '--data', folder);
    expect(listed.out.trimEnd().split('\n')).toHaveLength(3);
    expect(out + listed.out).not.toMatch(personal);
  });

  test('when it is exported as JSON lines, then the chain can be checked again from the file alone', async () => {
    const { folder, journal } = runningJournal();
    const { out } = await journalCommand('export', '--data', folder, '--format', 'jsonl');
    const lines = rows(out);
    expect(lines).toHaveLength(3);
    let previous = '0'.repeat(64);
    for (const line of lines) {
      const { hash, delivery: _, ...header } = line as { hash: string; delivery: string };
      expect(EntryHeader.parse(header).previous).toBe(previous);
      expect(Buffer.from(entryHash(EntryHeader.parse(header))).toString('hex')).toBe(hash);
      previous = hash;
    }
    expect(previous).toBe(journal.head().hash);
    expect(out).not.toMatch(personal);
  });

  test('when it is exported as CSV to a file, then the file is whole and standard output says what was written', async () => {
    const { folder } = runningJournal();
    const out = path.join(temporaryFolder(), 'entries.csv');
    const answer = await journalCommand('export', '--data', folder, '--out', out, '--json');
    expect(JSON.parse(answer.out)).toEqual({ out, format: 'csv', entries: 3 });
    const lines = readFileSync(out, 'utf8').split('\r\n');
    expect(lines[0]).toContain('terminal,epoch,seq,id,kind,at');
    expect(lines).toHaveLength(5);
    expect(lines[1]?.split(',').slice(0, 3)).toEqual(['terminal-of-the-test', '1', '1']);
    expect(lines[4]).toBe('');
    expect(readdirSync(path.dirname(out))).toEqual(['entries.csv']);
  });

  test('when the file cannot be written, then it says so with exit status 3 and leaves nothing behind', async () => {
    const { folder } = runningJournal();
    const out = path.join(temporaryFolder(), 'not-there', 'entries.csv');
    const { words, status } = await journalCommand('export', '--data', folder, '--out', out);
    expect(status).toBe(3);
    expect(words).toContain('file-unwritable');
    expect(existsSync(out)).toBe(false);
  });

  test('when its chain is broken, then verify says where with exit status 1', async () => {
    const { folder, close, journal } = runningJournal();
    close(journal);
    const database = openDatabase(path.join(folder, 'journal.db'));
    database.exec(`UPDATE entries SET kind = 'settings' WHERE seq = 2`);
    database.close();
    const { out, words, status } = await journalCommand('verify', '--data', folder, '--json');
    expect(JSON.parse(out)).toEqual({
      ok: false,
      entries: 1,
      firstBroken: 2,
      checkpoints: 0,
      truncated: false,
    });
    expect(words).toContain('broken at sequence 2');
    expect(status).toBe(1);
  });
});

describe('Given no journal that could be read', () => {
  test.each([
    ['the folder is empty', () => temporaryFolder(), 'journal-unavailable'],
    ['the folder is not there', () => path.join(temporaryFolder(), 'nowhere'), 'journal-unavailable'],
    [
      'the file is something else',
      () => {
        const folder = temporaryFolder();
        writeFileSync(path.join(folder, 'journal.db'), 'a letter '.repeat(500));
        return folder;
      },
      'journal-damaged',
    ],
  ])(
    'when %s, then it says so on standard error with exit status 3 and makes nothing there',
    async (_, make, code) => {
      const folder = make();
      const before = existsSync(folder) ? readdirSync(folder) : undefined;
      for (const command of ['verify', 'tail', 'export']) {
        const { out, words, status } = await journalCommand(command, '--data', folder, '--json');
        expect({ out, status }).toEqual({ out: '', status: 3 });
        expect(words).toContain(code);
      }
      expect(existsSync(folder) ? readdirSync(folder) : undefined).toEqual(before);
    },
  );

  test('when a command is used wrongly, then exit status is 2, and --help shows an example', async () => {
    expect((await journalCommand('verify')).status).toBe(2);
    expect((await journalCommand('tail', '--data', '.', '-n', 'many')).status).toBe(2);
    expect((await journalCommand('export', '--data', '.', '--format', 'xml')).status).toBe(2);
    for (const command of ['verify', 'tail', 'export']) {
      expect((await journalCommand(command, '--help')).out).toContain(`vestibule journal ${command} --data`);
    }
  });
});
