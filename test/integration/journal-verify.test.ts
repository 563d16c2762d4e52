import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../main/crypto/canonical-json';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { storedHeader } from '../../main/journal/stored-entry';
import { type Verification, verifyJournal } from '../../main/journal/verify-journal';
import { type Database, openDatabase } from '../../main/sqlite/database';
import { availableEngines } from '../../main/sqlite/engine';
import { journalBench, terminalIdentity } from '../support/journal-folder';
import { acknowledgeAll, checkIn, people, stayRetention, voidOf } from '../support/journal-samples';

describe.each(availableEngines())('Given a journal of ten entries on the %s engine', (engine) => {
  const tenEntries = () => {
    const bench = journalBench({ engine });
    const journal = bench.begun();
    for (let room = 1; room <= 5; room += 1)
      checkIn(journal, people.lin, { room: String(room) }, { clockOffset: 3, about: randomUUID() });
    acknowledgeAll(journal);
    const { entry } = checkIn(journal, people.okafor);
    voidOf(journal, entry);
    const reveal = { verdict: randomUUID(), field: 'documentNumber', operator: 'built-in clerk' };
    journal.append('reveal', reveal, { retention: stayRetention });
    checkIn(journal, people.okafor);
    checkIn(journal, people.garcia);
    bench.close(journal);
    return bench;
  };
  /** What verify says after `harm`, which sees the file as whoever holds the disk does. */
  const verifiedAfter = (harm: (database: Database) => void, folder = tenEntries().folder): Verification => {
    const database = openDatabase(path.join(folder, 'journal.db'), { engine });
    harm(database);
    database.close();
    const reader = openJournalFileReadOnly(folder, { engine });
    try {
      return verifyJournal(reader);
    } finally {
      reader.close();
    }
  };

  test('when nobody touched it, then it is whole, also while a terminal has it open', () => {
    const { folder, open } = tenEntries();
    const whole = { ok: true, entries: 10, checkpoints: 0, truncated: false };
    expect(verifiedAfter(() => undefined, folder)).toEqual(whole);
    const journal = open();
    checkIn(journal, people.lin);
    const reader = openJournalFileReadOnly(folder, { engine });
    checkIn(journal, people.lin);
    expect(verifyJournal(reader)).toEqual({ ...whole, entries: 12 });
    reader.close();
  });

  test.each([
    ['v', '2'],
    ['terminal', `'another'`],
    ['epoch', '2'],
    ['seq', '40'],
    ['id', `'${randomUUID()}'`],
    ['kind', `'settings'`],
    ['at', `'2026-11-02T13:00:00.777Z'`],
    ['monotonic', 'monotonic + 1'],
    ['clock_offset', '4'],
    ['clock_offset', 'NULL'],
    ['previous', 'zeroblob(32)'],
    ['about', `'${randomUUID()}'`],
    ['about', 'NULL'],
    ['retention', `'forever'`],
    ['cipher_hash', 'zeroblob(32)'],
    ['commitment', 'zeroblob(32)'],
    ['hash', 'zeroblob(32)'],
    ['hash', 'zeroblob(31)'],
    ['ciphertext', 'zeroblob(100)'],
    ['position', '400'],
  ])('when column %s of entry 4 is changed to %s, then the chain is broken there', (column, value) => {
    const verification = verifiedAfter((database) =>
      database.exec(`UPDATE entries SET ${column} = ${value} WHERE seq = 4`),
    );
    expect(verification).toMatchObject({ ok: false, firstBroken: 4, entries: 3, truncated: false });
    expect(verification.problem).toContain('4');
  });

  test('when an entry is changed and its hash made to fit, then the next one gives it away', () => {
    const verification = verifiedAfter((database) => {
      database.exec(`UPDATE entries SET kind = 'settings' WHERE seq = 4`);
      const row = database.prepare('SELECT * FROM entries WHERE seq = 4').get() ?? {};
      const header = storedHeader(row);
      const hash = createHash('sha256')
        .update(Buffer.from(String(header.previous), 'hex'))
        .update(canonicalJson(header))
        .digest();
      database.prepare('UPDATE entries SET hash = ? WHERE seq = 4').run(hash);
    });
    expect(verification).toMatchObject({ ok: false, firstBroken: 5 });
  });

  test('when the entries from one on are rewritten with fitting hashes, then what was remembered of the chain gives it away', () => {
    const verification = verifiedAfter((database) => {
      let previous: Uint8Array | undefined;
      for (const row of database.prepare('SELECT * FROM entries WHERE seq >= 4 ORDER BY position').all()) {
        const header = storedHeader(row);
        header.monotonic = Number(header.monotonic) + 1;
        if (previous) header.previous = Buffer.from(previous).toString('hex');
        const hash = createHash('sha256')
          .update(Buffer.from(String(header.previous), 'hex'))
          .update(canonicalJson(header))
          .digest();
        database
          .prepare('UPDATE entries SET monotonic = ?, previous = ?, hash = ? WHERE position = ?')
          .run(
            Number(header.monotonic),
            Buffer.from(String(header.previous), 'hex'),
            hash,
            Number(row['position']),
          );
        previous = hash;
      }
    });
    // Entry 5 is the newest that the authority has acknowledged.
    expect(verification).toMatchObject({ ok: false, firstBroken: 5, truncated: false });
  });

  test('when an entry is taken out of the middle, or two change places, then the chain is broken there', () => {
    expect(verifiedAfter((database) => database.exec('DELETE FROM entries WHERE seq = 6'))).toMatchObject({
      ok: false,
      firstBroken: 6,
      entries: 5,
    });
    expect(verifiedAfter((database) => database.exec('DELETE FROM entries WHERE seq = 1'))).toMatchObject({
      ok: false,
      firstBroken: 1,
      entries: 0,
    });
    const swapped = verifiedAfter((database) => {
      database.exec('UPDATE entries SET position = 100 WHERE seq = 6');
      database.exec('UPDATE entries SET position = 6 WHERE seq = 7');
      database.exec('UPDATE entries SET position = 7 WHERE seq = 6');
    });
    expect(swapped).toMatchObject({ ok: false, firstBroken: 6 });
  });

  test('when entries are cut off at the end, then it is truncated, whatever was cut with them', () => {
    const cut = (tables: readonly string[]) =>
      verifiedAfter((database) => {
        for (const table of tables) database.exec(`DELETE FROM ${table} WHERE position > 7`);
      });
    const truncated = { ok: false, truncated: true, entries: 7 };
    for (const tables of [['entries'], ['entries', 'data_keys', 'outbox', 'guests']]) {
      const verification = cut(tables);
      expect(verification).toMatchObject(truncated);
      expect(verification.firstBroken).toBeUndefined();
    }
    expect(verifiedAfter((database) => database.exec('DELETE FROM entries'))).toMatchObject({
      ok: false,
      truncated: true,
      entries: 0,
    });
  });

  test.each([
    ['an entry vanishes from the outbox', 'DELETE FROM outbox WHERE position = 8', 'outbox'],
    ['an outbox row moves to another entry', 'UPDATE outbox SET position = 2 WHERE position = 8', 'outbox'],
    ['a guest vanishes from the list', 'DELETE FROM guests WHERE position = 9', 'guests'],
    [
      'a guest changes the day',
      `UPDATE guests SET at = '2026-11-03T09:00:00.000Z' WHERE position = 9`,
      'guests',
    ],
    ['a void is undone', 'UPDATE guests SET void_position = NULL', 'void'],
    ['a void moves to another guest', 'UPDATE guests SET void_position = 7 WHERE position = 9', 'void'],
  ])('when %s, then the chain is whole and verify says what is not', (_, harm, word) => {
    const verification = verifiedAfter((database) => database.exec(harm));
    expect(verification).toMatchObject({ ok: false, entries: 10, truncated: false });
    expect(verification.firstBroken).toBeUndefined();
    expect(verification.problem).toContain(word);
  });

  test('when bodies are erased by destroying their data keys, then the chain stays whole', () => {
    const erased = verifiedAfter((database) => database.exec('DELETE FROM data_keys'));
    expect(erased).toEqual({ ok: true, entries: 10, checkpoints: 0, truncated: false });
  });

  test('when a later epoch has begun, then its chain is checked as well, and no chain is taken up again', () => {
    const { open, close, folder } = tenEntries();
    const journal = open();
    journal.begin({ ...terminalIdentity, epoch: 2 });
    checkIn(journal, people.lin);
    checkIn(journal, people.lin);
    close(journal);
    expect(verifiedAfter(() => undefined, folder)).toEqual({
      ok: true,
      entries: 12,
      checkpoints: 0,
      truncated: false,
    });
    const broken = verifiedAfter(
      (database) => database.exec(`UPDATE entries SET at = '' WHERE epoch = 2 AND seq = 2`),
      folder,
    );
    expect(broken).toMatchObject({ ok: false, firstBroken: 2, entries: 11 });
  });
});
