import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAuthorityClient } from '../../main/authority/client/authority-client';
import { enrol } from '../../main/authority/client/enrol';
import {
  isSignedByAuthority,
  isSignedByTerminal,
  readCheckpoint,
  signCheckpoint,
} from '../../main/crypto/checkpoint';
import { openCompact } from '../../main/crypto/compact-jws';
import { generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import type { Journal } from '../../main/journal/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { type VerifyOptions, verifyJournal } from '../../main/journal/verify-journal';
import { type Database, openDatabase } from '../../main/sqlite/database';
import { journalBench, terminalIdentity } from '../support/journal-folder';
import { checkIn, people } from '../support/journal-samples';
import { journalSigner } from '../support/journal-signer';
import { TestAuthority } from '../support/test-authority';
import { codeOf } from '../support/wire-terminal';

const BATCH = { entries: 100, bytes: 262_144 };

function verified(folder: string, options: VerifyOptions = {}) {
  const reader = openJournalFileReadOnly(folder);
  try {
    return verifyJournal(reader, options);
  } finally {
    reader.close();
  }
}

function harmed(folder: string, harm: (database: Database) => void) {
  const database = openDatabase(path.join(folder, 'journal.db'));
  harm(database);
  database.close();
}

function notes(folder: string): string[] {
  const reader = openJournalFileReadOnly(folder);
  const rows = reader.prepare('SELECT note FROM checkpoints ORDER BY position').all();
  reader.close();
  return rows.map((row) => String(row['note']));
}

const rest = (journal: Journal, count: number) => {
  for (let room = 1; room <= count; room += 1) checkIn(journal, people.lin, { room: String(room) });
};

describe('Given a terminal that signs', () => {
  test('when it is closed, then a signed checkpoint covers everything, and another start alone adds none', async () => {
    const bench = journalBench();
    const { signer, authority } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 3);
    const { hash } = journal.head();
    bench.close(journal);
    const [note = '', ...others] = notes(bench.folder);
    expect(others).toEqual([]);
    expect(readCheckpoint(note)).toEqual({ ...terminalIdentity, size: 3, hash });
    expect(isSignedByTerminal(note, publicHalf(signer.key))).toBe(true);
    const again = bench.open();
    again.signWith(signer);
    bench.close(again);
    expect(notes(bench.folder)).toEqual([note]);
    const whole = { ok: true, entries: 4, checkpoints: 1, truncated: false };
    expect(verified(bench.folder)).toEqual(whole);
    expect(verified(bench.folder, { authorityKeys: [publicHalf(authority)] })).toEqual(whole);
  });

  test('when five hundred entries have been written, then a checkpoint follows by itself', async () => {
    const bench = journalBench();
    const { signer } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 500);
    expect(journal.head().entries).toBe(501);
    expect(notes(bench.folder).map((note) => readCheckpoint(note)?.size)).toEqual([500]);
  });

  test('when only a checkpoint waits, then there is no batch and nothing is queued; with the next entry it travels', async () => {
    const bench = journalBench();
    const { signer } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 1);
    const [first] = journal.outbox.takeBatch(BATCH);
    journal.outbox.settle([{ entry: first?.header.id ?? '', status: 'acknowledged' }], 'a.b.c');
    journal.checkpoint();
    expect(journal.outbox.takeBatch(BATCH)).toEqual([]);
    expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: 1, refused: 0 });
    rest(journal, 1);
    expect(journal.outbox.counts()).toMatchObject({ queued: 1, acknowledged: 1 });
    // A batch too small for both still moves: the checkpoint is not alone in the queue.
    const alone = journal.outbox.takeBatch({ entries: 100, bytes: 10 });
    expect(alone.map(({ header }) => header.kind)).toEqual(['checkpoint']);
    journal.outbox.requeue();
    const both = journal.outbox.takeBatch(BATCH);
    expect(both.map(({ header }) => header.kind)).toEqual(['checkpoint', 'check-in']);
    journal.outbox.settle(
      both.map(({ header }) => ({ entry: header.id, status: 'acknowledged' })),
      'd.e.f',
    );
    expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: 3, refused: 0 });
  });

  test.each([
    [
      'the note is exchanged for one by another key',
      async () =>
        signCheckpoint({ ...terminalIdentity, size: 3, hash: '0'.repeat(64) }, await generateSigningKey()),
      'not signed',
    ],
    ['the note is gone', () => Promise.resolve(''), 'not signed'],
  ])('when %s, then verify says so', async (_what, other, words) => {
    const bench = journalBench();
    const { signer } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 3);
    bench.close(journal);
    const note = await other();
    harmed(bench.folder, (database) => database.prepare('UPDATE checkpoints SET note = ?').run(note));
    expect(verified(bench.folder)).toMatchObject({ ok: false, problem: expect.stringContaining(words) });
  });

  test('when a note of its own is put in another place, then verify says that it does not fit', async () => {
    const bench = journalBench();
    const { signer } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 2);
    journal.checkpoint();
    rest(journal, 2);
    bench.close(journal);
    const [first = ''] = notes(bench.folder);
    harmed(bench.folder, (database) => database.prepare('UPDATE checkpoints SET note = ?').run(first));
    expect(verified(bench.folder)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('something else'),
    });
  });

  test('when the key given is another authority’s, or the statement was altered, then the signer is not believed', async () => {
    const bench = journalBench();
    const { signer } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 1);
    bench.close(journal);
    const other = publicHalf(await generateSigningKey());
    const problem = expect.stringContaining('not stated by the authority');
    expect(verified(bench.folder, { authorityKeys: [other] })).toMatchObject({ ok: false, problem });
    harmed(bench.folder, (database) => database.exec(`UPDATE signers SET statement = statement || 'A'`));
    expect(verified(bench.folder)).toMatchObject({ ok: false, problem });
  });

  test('when the disk goes back to an earlier copy, then a checkpoint from elsewhere tells that entries are missing', async () => {
    const bench = journalBench();
    const { signer } = await journalSigner();
    const journal = bench.begun();
    journal.signWith(signer);
    rest(journal, 2);
    bench.close(journal);
    const later = { ...terminalIdentity, size: 9, hash: 'ab'.repeat(32) };
    const checkpoints = [signCheckpoint(later, signer.key)];
    expect(verified(bench.folder).ok).toBe(true);
    expect(verified(bench.folder, { checkpoints })).toMatchObject({ ok: false, truncated: true });
    const rewritten = [signCheckpoint({ ...later, size: 2 }, signer.key)];
    expect(verified(bench.folder, { checkpoints: rewritten })).toMatchObject({ ok: false, firstBroken: 2 });
    const foreign = [signCheckpoint(later, await generateSigningKey())];
    expect(verified(bench.folder, { checkpoints: foreign })).toMatchObject({ ok: false, truncated: false });
  });
});

describe('Given a terminal and its authority over HTTP', () => {
  async function enrolled() {
    const authority = await TestAuthority.open();
    const now = () => new Date();
    const enrolment = await enrol({ url: authority.url, code: await authority.code(), now });
    const bench = journalBench();
    const journal = bench.open();
    journal.begin({ terminal: enrolment.terminal, epoch: enrolment.epoch });
    const { privateKey: key, statement, signingKey: authorityKey } = enrolment;
    journal.signWith({ key, statement, authorityKey });
    return { authority, enrolment, bench, journal, client: createAuthorityClient({ enrolment, now }) };
  }

  test('when a batch is delivered, then the authority counter-signs its end, and the journal can show it', async () => {
    const { journal, client, enrolment, bench } = await enrolled();
    rest(journal, 3);
    const { results, acknowledgement } = await client.deliver(journal.outbox.takeBatch(BATCH));
    journal.outbox.settle(results, acknowledgement);
    const said = openCompact(acknowledgement, enrolment.signingKey, 'vestibule-acknowledgement+jws');
    const { checkpoint } = said as { checkpoint: string };
    expect(isSignedByAuthority(checkpoint, enrolment.signingKey)).toBe(true);
    expect(readCheckpoint(checkpoint)).toMatchObject({ size: 3, hash: journal.head().hash });
    bench.close(journal);
    // The checkpoint at shutdown names the newest acknowledgement.
    expect(readCheckpoint(notes(bench.folder)[0] ?? '')?.acknowledgement).toMatch(/^[0-9a-f]{64}$/);
    const options = { authorityKeys: [enrolment.signingKey] };
    expect(verified(bench.folder, options)).toMatchObject({ ok: true, checkpoints: 1 });
    harmed(bench.folder, (database) =>
      database.exec(`UPDATE acknowledgements SET acknowledgement = replace(acknowledgement, '.', '.A')`),
    );
    expect(verified(bench.folder, options)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('not the authority’s'),
    });
  });

  test('when everything after an acknowledged entry is cut off, however carefully, then the acknowledgement tells', async () => {
    const { journal, client, bench } = await enrolled();
    rest(journal, 4);
    const { results, acknowledgement } = await client.deliver(journal.outbox.takeBatch(BATCH));
    journal.outbox.settle(results, acknowledgement);
    bench.close(journal);
    harmed(bench.folder, (database) => {
      for (const table of ['entries', 'data_keys', 'outbox', 'guests', 'checkpoints'])
        database.exec(`DELETE FROM ${table} WHERE position > 2`);
      database.exec(
        `UPDATE acknowledgements SET accepted = 2, through_position = 2,
           through_hash = (SELECT hash FROM entries WHERE position = 2)`,
      );
      database.exec(
        'UPDATE meta SET head_position = 2, head_hash = (SELECT hash FROM entries WHERE position = 2)',
      );
    });
    expect(verified(bench.folder)).toMatchObject({ ok: false, truncated: true });
  });

  test('when a checkpoint does not fit its batch or is another’s, then the batch is refused and nothing of it is taken', async () => {
    const authority = await TestAuthority.open();
    const terminal = await authority.terminal();
    const batch = terminal.entries(2);
    const other = await generateSigningKey();
    const wrong = [
      terminal.checkpointAt(batch.slice(0, 1)),
      terminal.checkpointAt(batch, other),
      'no note at all',
    ];
    for (const checkpoint of wrong) {
      expect(codeOf(await terminal.deliver(batch, { checkpoint }))).toBe('signature-invalid');
    }
    expect(authority.arrived).toEqual([]);
    expect(codeOf(await terminal.get('/v1/checkpoint'))).toBe('not-found');
    expect((await terminal.deliver(batch)).status).toBe(200);
    const { body } = await terminal.get('/v1/checkpoint');
    const { checkpoint } = body as { checkpoint: string };
    expect(readCheckpoint(checkpoint)?.size).toBe(2);
    // What was sent again does not take the newest one back.
    await terminal.deliver(batch.slice(0, 1));
    expect((await terminal.get('/v1/checkpoint')).body).toEqual({ checkpoint });
  });
});
