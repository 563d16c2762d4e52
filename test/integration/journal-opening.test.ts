import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { openJournalFile } from '../../main/journal/journal-file';
import { journalOn } from '../../main/journal/open-journal';
import { verifyJournal } from '../../main/journal/verify-journal';
import { openDatabase } from '../../main/sqlite/database';
import { availableEngines } from '../../main/sqlite/engine';
import { bundled, started } from '../support/journal-child';
import { TestClock, journalBench, temporaryFolder, terminalIdentity } from '../support/journal-folder';
import { acknowledgeAll, checkIn, people, voidOf } from '../support/journal-samples';

const refusedAs = (code: string) => expect.objectContaining({ name: 'VestibuleError', code });

describe.each(availableEngines())('Given a data folder and the %s engine', (engine) => {
  const written = () => {
    const bench = journalBench({ engine });
    const journal = bench.begun();
    const { entry } = checkIn(journal, people.lin);
    bench.close(journal);
    return { ...bench, entry, file: path.join(bench.folder, 'journal.db') };
  };

  test('when it does not exist, then it is made for this user alone', () => {
    const folder = path.join(temporaryFolder(), 'desk', 'data');
    const { open, close } = journalBench({ folder, engine });
    close(open());
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder, 'journal.db')).mode & 0o777).toBe(0o600);
  });

  test('when a second one opens it, then it is told that the folder is in use, until the first has closed', () => {
    const { open, close } = journalBench({ engine });
    const journal = open();
    expect(() => open()).toThrow(refusedAs('data-folder-in-use'));
    close(journal);
    open();
  });

  test('when the key is another, then nothing opens, nothing changes, and the right key still does', () => {
    const { open, folder, entry, file } = written();
    const before = readFileSync(file);
    expect(() => open({ masterKey: new Uint8Array(randomBytes(32)) })).toThrow(refusedAs('key-wrong'));
    expect(() => open({ masterKey: new Uint8Array(16) })).toThrow(refusedAs('key-wrong'));
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(path.join(folder, 'journal.created'))).toBe(true);
    expect(open().entry(entry)).toBeDefined();
  });

  test.each([
    ['is gone', (file: string) => rmSync(file), 'journal-unavailable'],
    ['was emptied', (file: string) => truncateSync(file), 'journal-unavailable'],
    [
      'is no journal',
      (file: string) => writeFileSync(file, 'something else '.repeat(500)),
      'journal-damaged',
    ],
    [
      'lost its first page',
      (file: string) =>
        writeFileSync(file, Buffer.concat([Buffer.alloc(1024), readFileSync(file).subarray(1024)])),
      'journal-damaged',
    ],
    ['lost its end', (file: string) => truncateSync(file, 4 * 1024), 'journal-damaged'],
    ['became a folder', (file: string) => (rmSync(file), mkdirSync(file)), 'journal-unavailable'],
  ])('when the journal file %s, then it says so and never begins a new one', (_, harm, code) => {
    const { open, file } = written();
    harm(file);
    const after = existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
    expect(() => open()).toThrow(refusedAs(code));
    expect(() => open()).toThrow(refusedAs(code));
    expect(existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined).toEqual(after);
  });

  test('when the journal was replaced by an empty database, then that is damage, not a beginning', () => {
    const { open, file } = written();
    rmSync(file);
    openDatabase(file, { engine }).close();
    const empty = openDatabase(file, { engine });
    empty.exec('CREATE TABLE something (x); DROP TABLE something');
    empty.close();
    expect(() => open()).toThrow(refusedAs('journal-damaged'));
  });

  test('when a newer version has written the journal, then this one leaves it alone', () => {
    const { open, file } = written();
    const database = openDatabase(file, { engine });
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => open()).toThrow(refusedAs('journal-unavailable'));
  });

  test('when the newest entry was altered, then nothing is built on it', () => {
    const { open, file } = written();
    const database = openDatabase(file, { engine });
    database.exec(`UPDATE entries SET at = '2026-11-02T13:00:00.999Z'`);
    database.close();
    expect(() => open()).toThrow(refusedAs('journal-damaged'));
  });

  test('when the process died while it began the journal, then the next start begins it', () => {
    const { folder, open } = journalBench({ engine });
    writeFileSync(path.join(folder, 'journal.db'), '');
    open().begin(terminalIdentity);
    expect(existsSync(path.join(folder, 'journal.created'))).toBe(true);
  });

  test('when the disk is full, then the entry is refused in words, what is recorded stays, and it goes on once there is room', () => {
    const folder = temporaryFolder();
    const masterKey = new Uint8Array(randomBytes(32));
    const clock = new TestClock();
    const database = openJournalFile(folder, { masterKey, now: clock.now, engine });
    const journal = journalOn(database, { release: () => undefined }, { masterKey, ...clock });
    journal.begin(terminalIdentity);
    const first = checkIn(journal, people.lin);
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const fill = () => {
      for (let room = 1; room < 50; room += 1) checkIn(journal, people.okafor, { room: String(room) });
    };
    expect(fill).toThrow(refusedAs('journal-full'));
    const { entries, hash } = journal.head();
    expect(journal.entry(first.entry)?.hash).toBe(first.hash);
    expect(() => checkIn(journal, { ...people.okafor, address: 'x'.repeat(5_000) })).toThrow(
      refusedAs('journal-full'),
    );
    expect(journal.head()).toEqual({ entries, hash });
    expect(journal.outbox.counts().queued).toBe(entries);

    database.exec('PRAGMA max_page_count = 100000');
    const next = checkIn(journal, people.lin);
    expect(journal.entry(next.entry)?.header).toMatchObject({ seq: entries + 1, previous: hash });
    expect(verifyJournal(database)).toMatchObject({ ok: true, entries: entries + 1 });
    journal.close();
  });
});

test('Given a journal written by one engine, when the other opens it, then it reads the same and the chain goes on', () => {
  const [one, other = one] = availableEngines();
  const { begun, open, close, folder } = journalBench({ engine: one });
  const journal = begun();
  const first = checkIn(journal, people.lin);
  checkIn(journal, people.okafor);
  voidOf(journal, first.entry);
  acknowledgeAll(journal);
  const query = { search: '', filter: 'all', offset: 0, limit: 50 } as const;
  const now = new Date('2026-11-02T13:00:00.000Z');
  const seen = (from: typeof journal) => [
    from.head(),
    from.entry(first.entry),
    from.outbox.counts(),
    from.guests.page(query, now),
  ];
  const before = seen(journal);
  close(journal);
  const again = open({ engine: other });
  expect(seen(again)).toEqual(before);
  checkIn(again, people.garcia);
  const database = openDatabase(path.join(folder, 'journal.db'), { readOnly: true, engine: one });
  expect(verifyJournal(database)).toEqual({ ok: true, entries: 4, checkpoints: 0, truncated: false });
  database.close();
});

test('Given a terminal that is running in another process, when its folder is opened, then it is in use; when it is killed, then it is free', async () => {
  const program = await bundled('journal-writer.ts');
  const { open, folder, masterKey } = journalBench();
  const child = started(program.file);
  try {
    child.stdin?.write(
      `${JSON.stringify({ folder, key: Buffer.from(masterKey).toString('hex'), engine: 'addon' })}\n`,
    );
    if (!child.stdout) throw new Error('The writer has no output.');
    await once(createInterface({ input: child.stdout }), 'line');
    expect(() => open()).toThrow(refusedAs('data-folder-in-use'));
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    program.remove();
  }
  expect(open().head().entries).toBeGreaterThan(0);
  expect(readdirSync(folder).filter((file) => file.endsWith('.pid'))).toEqual([]);
});
