import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../main/crypto/canonical-json';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { availableEngines } from '../../main/sqlite/engine';
import { journalBench, terminalIdentity } from '../support/journal-folder';
import { checkIn, checkInBody, people, stayRetention, verdictBody, voidOf } from '../support/journal-samples';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');

describe.each(availableEngines())('Given a journal on the %s engine', (engine) => {
  test('when an entry is appended, then header, hash, commitment and body say the same, computed from nothing but them', () => {
    const { begun, clock } = journalBench({ engine });
    const journal = begun();
    const body = checkInBody(people.okafor);
    const about = randomUUID();
    const first = journal.append(
      'reveal',
      { verdict: about, field: 'documentNumber', operator: 'x' },
      { retention: stayRetention },
    );
    clock.set('2026-11-02T13:00:00.002Z');
    const second = journal.append('check-in', body, { about, retention: stayRetention, clockOffset: -12.4 });

    const found = journal.entry(second.entry);
    expect(found?.header).toMatchObject({
      v: 1,
      ...terminalIdentity,
      seq: 2,
      id: second.entry,
      kind: 'check-in',
      about,
      at: '2026-11-02T13:00:00.003Z',
      clockOffset: -12,
      previous: first.hash,
      retention: 'hotel',
    });
    expect(found?.body).toEqual(body);
    const [, wire] = journal.outbox.takeBatch({ entries: 10, bytes: 1_000_000 });
    if (!wire?.saltBase64 || !wire.bodyBase64 || !found) throw new Error('The entry is not whole.');
    const [salt, bytes] = [Buffer.from(wire.saltBase64, 'base64'), Buffer.from(wire.bodyBase64, 'base64')];
    expect(salt).toHaveLength(32);
    expect(JSON.parse(bytes.toString())).toEqual(body);
    expect(wire.header.commitment).toBe(sha256(salt, bytes));
    expect(second.hash).toBe(sha256(Buffer.from(first.hash, 'hex'), canonicalJson(found.header)));
    expect(wire).toMatchObject({ header: found.header, hash: second.hash });
    expect(journal.head()).toEqual({ entries: 2, hash: second.hash });
  });

  test('when it is closed and opened again, then everything recorded is there and the chain goes on', () => {
    const { begun, open, close } = journalBench({ engine });
    const journal = begun();
    const first = checkIn(journal, people.lin);
    close(journal);
    const again = open();
    expect(again.identity).toEqual(terminalIdentity);
    expect(again.entry(first.entry)?.hash).toBe(first.hash);
    expect(checkIn(again, people.lin).seq).toBe(2);
    expect(
      again.entry(again.outbox.takeBatch({ entries: 9, bytes: 1e6 })[1]?.header.id ?? '')?.header.previous,
    ).toBe(first.hash);
  });

  test('when the terminal is not known yet, then nothing can be recorded', () => {
    const journal = journalBench({ engine }).open();
    expect(journal.identity).toBeNull();
    expect(() => checkIn(journal, people.lin)).toThrow(expect.objectContaining({ code: 'not-enrolled' }));
    expect(journal.head()).toEqual({ entries: 0, hash: '0'.repeat(64) });
  });

  test('when a later epoch begins, then it is a chain of its own; an earlier one is never taken up again', () => {
    const { begun } = journalBench({ engine });
    const journal = begun();
    checkIn(journal, people.lin);
    journal.begin(terminalIdentity);
    expect(checkIn(journal, people.lin).seq).toBe(2);
    journal.begin({ ...terminalIdentity, epoch: 2 });
    const first = checkIn(journal, people.okafor);
    expect(first.seq).toBe(1);
    expect(journal.entry(first.entry)?.header).toMatchObject({ epoch: 2, previous: '0'.repeat(64) });
    expect(journal.head().entries).toBe(3);
    expect(() => journal.begin(terminalIdentity)).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(journal.identity?.epoch).toBe(2);
  });

  test('when a body does not fit its kind, then it is refused by the names of its fields, without what they hold', () => {
    const { begun } = journalBench({ engine });
    const journal = begun();
    const body = { ...checkInBody(people.lin), outcome: 'green: 林晓燕' };
    const append = () => journal.append('check-in', body as never, { retention: stayRetention });
    expect(append).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining('outcome') }),
    );
    expect(append).toThrow(expect.not.objectContaining({ message: expect.stringContaining('林晓燕') }));
    expect(journal.head().entries).toBe(0);
  });

  test('when an id is no UUID or was used before, then it is refused and nothing is written', () => {
    const { begun } = journalBench({ engine });
    const journal = begun();
    const id = randomUUID();
    expect(checkIn(journal, people.lin, {}, { id }).entry).toBe(id);
    for (const wrong of [id, 'not-a-uuid']) {
      expect(() => checkIn(journal, people.lin, {}, { id: wrong })).toThrow(
        expect.objectContaining({ code: 'bad-request' }),
      );
    }
    expect(journal.head().entries).toBe(1);
    expect(checkIn(journal, people.lin).seq).toBe(2);
  });

  test('when a void names no check-in, or one taken back before, then it says so and leaves no entry', () => {
    const { begun } = journalBench({ engine });
    const journal = begun();
    const { entry } = checkIn(journal, people.lin);
    const verdict = journal.append('verdict', verdictBody('ab'), { retention: stayRetention });
    voidOf(journal, entry);
    expect(() => voidOf(journal, entry)).toThrow(expect.objectContaining({ code: 'already-void' }));
    for (const other of [randomUUID(), verdict.entry]) {
      expect(() => voidOf(journal, other)).toThrow(expect.objectContaining({ code: 'unknown-entry' }));
    }
    expect(journal.head().entries).toBe(3);
    expect(journal.outbox.counts().queued).toBe(3);
  });

  test('when the same code is shown again, then its first verdict is found by a digest that only this journal can make', () => {
    const { begun, open, close } = journalBench({ engine });
    const journal = begun();
    const shown = Buffer.from('the bytes of a printed code');
    const digest = journal.digestOf(shown);
    expect(journal.shownBefore(digest)).toBeUndefined();
    journal.append('verdict', verdictBody(digest), { retention: stayRetention });
    const at = journal.append('verdict', verdictBody(digest), { retention: stayRetention });
    expect(journal.shownBefore(digest)).toBe(journal.entry(at.entry)?.header.at);
    expect(journal.digestOf(Buffer.from('the bytes of a printed codf'))).not.toBe(digest);
    expect(journalBench({ engine }).open().digestOf(shown)).not.toBe(digest);
    close(journal);
    expect(open().digestOf(shown)).toBe(digest);
  });

  test('when an amber verdict waits for its answer, then the sealed question is there after a restart until it is removed', () => {
    const { begun, open, close } = journalBench({ engine });
    const journal = begun();
    const awaiting = {
      verdict: randomUUID(),
      sealed: 'a.sealed.question',
      presentedAt: '2026-11-02T13:00:00Z',
    };
    const { entry } = journal.append('verdict', verdictBody('cd', { outcome: 'unverified-queued' }), {
      retention: stayRetention,
      awaiting,
    });
    close(journal);
    const again = open();
    expect(again.awaiting.list()).toEqual([{ ...awaiting, entry }]);
    expect(again.awaiting.count()).toBe(1);
    again.awaiting.remove(awaiting.verdict);
    expect(again.awaiting.list()).toEqual([]);
  });

  test('when a secret is put into the vault, then it comes back after a restart and may be replaced', () => {
    const { open, close } = journalBench({ engine });
    const journal = open();
    expect(journal.vault.get('enrolment')).toBeUndefined();
    journal.vault.set('enrolment', Buffer.from('first'));
    journal.vault.set('enrolment', Buffer.from('second'));
    close(journal);
    expect(Buffer.from(open().vault.get('enrolment') ?? []).toString()).toBe('second');
  });
});

test('Given a party that arrives together, when it is recorded, then all of them are there in order, or none', () => {
  const bench = journalBench();
  const journal = bench.begun();
  const item = (room: string) =>
    ({
      kind: 'check-in',
      body: checkInBody(people.lin, { room }),
      options: { retention: stayRetention },
    }) as const;
  const wrong = {
    kind: 'void',
    body: { reason: 'x', operator: 'clerk' },
    options: { retention: stayRetention },
  } as const;
  expect(() => journal.appendAll([item('1'), wrong, item('2')])).toThrow(
    expect.objectContaining({ code: 'unknown-entry' }),
  );
  expect(journal.head().entries).toBe(0);
  const all = journal.appendAll([item('1'), item('2'), item('3')]);
  expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(journal.head()).toEqual({ entries: 3, hash: all[2]?.hash });
  expect(journal.outbox.counts().queued).toBe(3);
  checkIn(journal, people.okafor);
  bench.close(journal);
  const reader = openJournalFileReadOnly(bench.folder);
  expect(verifyJournal(reader)).toMatchObject({ ok: true, entries: 4 });
  reader.close();
});
