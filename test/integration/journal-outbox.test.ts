import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../main/sqlite/database';
import { availableEngines } from '../../main/sqlite/engine';
import path from 'node:path';
import { journalBench } from '../support/journal-folder';
import { acknowledgeAll, checkIn, people } from '../support/journal-samples';

const everything = { entries: 100, bytes: 10_000_000 };

describe.each(availableEngines())('Given an outbox on the %s engine', (engine) => {
  const withEntries = (count: number) => {
    const bench = journalBench({ engine });
    const journal = bench.begun();
    const ids = Array.from({ length: count }, () => checkIn(journal, people.lin).entry);
    return { ...bench, journal, ids };
  };
  const idsOf = (batch: readonly { header: { id: string } }[]) => batch.map(({ header }) => header.id);

  test('when batches are taken, then they come in order, within their limits, and never the same entry twice', () => {
    const { journal, ids } = withEntries(9);
    const first = journal.outbox.takeBatch({ entries: 3, bytes: 10_000_000 });
    expect(idsOf(first)).toEqual(ids.slice(0, 3));
    const size = Buffer.byteLength(JSON.stringify(first));
    const second = journal.outbox.takeBatch({ entries: 100, bytes: size });
    expect(idsOf(second)).toEqual(ids.slice(3, 3 + second.length));
    expect(second.length).toBeGreaterThanOrEqual(2);
    expect(second.length).toBeLessThan(4);
    expect(idsOf(journal.outbox.takeBatch({ entries: 100, bytes: 1 }))).toHaveLength(1);
    expect(journal.outbox.counts()).toMatchObject({ queued: 9, acknowledged: 0, refused: 0 });
    expect(journal.outbox.state(ids[0] ?? '')).toEqual({ state: 'sending' });
    expect(journal.outbox.state(ids[8] ?? '')).toEqual({ state: 'queued' });
  });

  test('when a send fails, then the same entries with the same bytes come again', () => {
    const { journal } = withEntries(3);
    const sent = journal.outbox.takeBatch(everything);
    expect(journal.outbox.takeBatch(everything)).toEqual([]);
    journal.outbox.requeue();
    expect(journal.outbox.takeBatch(everything)).toEqual(sent);
  });

  test('when the process starts again, then what was on the wire is queued', () => {
    const { journal, open, close, ids } = withEntries(2);
    journal.outbox.takeBatch(everything);
    close(journal);
    const again = open();
    expect(again.outbox.state(ids[0] ?? '')).toEqual({ state: 'queued' });
    expect(idsOf(again.outbox.takeBatch(everything))).toEqual(ids);
  });

  test('when the authority answers, then each entry has its own state, and it keeps it after a restart', () => {
    const { journal, open, close, ids, clock } = withEntries(4);
    const [one = '', two = '', three = '', four = ''] = ids;
    journal.outbox.takeBatch({ entries: 3, bytes: 10_000_000 });
    journal.outbox.settle(
      [
        { entry: one, status: 'acknowledged' },
        { entry: two, status: 'refused', reason: 'purpose unknown' },
        { entry: randomUUID(), status: 'acknowledged' },
      ],
      'signed.by.authority',
    );
    const oldestAt = journal.entry(three)?.header.at;
    expect(journal.outbox.counts()).toEqual({ queued: 2, acknowledged: 1, refused: 1, oldestAt });
    close(journal);
    clock.set('2026-11-03T08:00:00Z');
    const { outbox } = open();
    expect([one, two, three, four].map((entry) => outbox.state(entry))).toEqual([
      { state: 'acknowledged' },
      { state: 'refused', reason: 'purpose unknown' },
      { state: 'queued' },
      { state: 'queued' },
    ]);
    expect(idsOf(outbox.takeBatch(everything))).toEqual([three, four]);
    expect(outbox.state(randomUUID())).toBeUndefined();
  });

  test('when the same answer comes twice, or an entry that was refused is taken after all, then each counts once', () => {
    const { journal, ids } = withEntries(2);
    const [one = '', two = ''] = ids;
    journal.outbox.settle(
      [
        { entry: one, status: 'refused', reason: 'x' },
        { entry: two, status: 'acknowledged' },
      ],
      'a',
    );
    journal.outbox.settle(
      [
        { entry: one, status: 'acknowledged' },
        { entry: two, status: 'acknowledged' },
      ],
      'b',
    );
    journal.outbox.settle([{ entry: two, status: 'refused', reason: 'too late' }], 'c');
    expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: 2, refused: 0 });
  });

  test('when the authority has acknowledged, then its signed answer is kept beside the chain', () => {
    const { journal, folder, close } = withEntries(3);
    acknowledgeAll(journal);
    const head = journal.head();
    close(journal);
    const database = openDatabase(path.join(folder, 'journal.db'), { readOnly: true, engine });
    const row = database
      .prepare('SELECT accepted, through_hash, acknowledgement FROM acknowledgements')
      .get();
    database.close();
    expect(row).toEqual({
      accepted: 3,
      through_hash: Uint8Array.from(Buffer.from(head.hash, 'hex')),
      acknowledgement: 'signed.by.authority',
    });
  });

  test('when a body was erased or cannot be opened, then its header travels alone and nothing waits behind it', () => {
    const { journal, folder, open, close, ids } = withEntries(3);
    close(journal);
    const database = openDatabase(path.join(folder, 'journal.db'), { engine });
    database.exec('DELETE FROM data_keys WHERE position = 1');
    database.exec('UPDATE data_keys SET wrapped = zeroblob(60) WHERE position = 2');
    database.close();
    const batch = open().outbox.takeBatch(everything);
    expect(idsOf(batch)).toEqual(ids);
    expect(batch.map((wire) => wire.bodyBase64 !== undefined)).toEqual([false, false, true]);
  });
});
