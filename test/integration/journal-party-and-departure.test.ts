import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../main/journal/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { journalBench } from '../support/journal-folder';
import { checkIn, checkInBody, people, stayRetention, verdictBody, voidOf } from '../support/journal-samples';

const operator = 'mei';
const guestOf = (journal: Journal, entry: string) =>
  journal.guests
    .page({ day: '2026-11-02', search: '', filter: 'all', offset: 0, limit: 50 }, new Date())
    .guests.find((guest) => guest.entry === entry);
const checkOut = (journal: Journal, about: string, left: string | null = '2026-11-04') =>
  journal.append('check-out', { left, operator }, { about, retention: stayRetention });

function verified(folder: string) {
  const reader = openJournalFileReadOnly(folder);
  try {
    return verifyJournal(reader);
  } finally {
    reader.close();
  }
}

/** A parent with a child and a friend, recorded together: the party's own id ties the three to it. */
function family(journal: Journal) {
  const [party, parent, child, friend] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const options = (id: string) => ({ id, retention: stayRetention });
  const body: EntryBodyOf<'party'> = {
    party,
    purpose: 'hotel.check-in',
    head: parent,
    members: [
      { checkIn: child, relationship: 'child' },
      { checkIn: friend, relationship: 'friend' },
    ],
    minors: [
      { checkIn: child, guardian: { checkIn: parent, relationship: 'parent', reach: '+34 600 000 000' } },
    ],
    operator,
  };
  journal.appendAll([
    { kind: 'check-in', body: checkInBody(people.garcia, { party }), options: options(parent) },
    { kind: 'check-in', body: checkInBody({ fullName: 'Luz García' }, { party }), options: options(child) },
    { kind: 'check-in', body: checkInBody(people.okafor, { party }), options: options(friend) },
    { kind: 'party', body, options: { about: parent, retention: stayRetention } },
  ]);
  return { party, parent, child, friend, body };
}

describe('Given guests who arrived together', () => {
  test('when the party is read, then it says who heads it and who answers for the minor, and so it does after a rebuild', () => {
    const { begun, folder } = journalBench();
    const journal = begun();
    const { party, parent, child, body } = family(journal);
    const { head, members, minors } = body;
    expect(journal.party(party)).toEqual({ party, head, members, minors });
    expect(guestOf(journal, child)?.party).toBe(party);
    journal.rebuild();
    expect(journal.party(party)?.head).toBe(parent);
    expect(verified(folder)).toMatchObject({ ok: true });
  });

  test('when one more joins, then a new entry of the same party counts, and the first stays in the chain', () => {
    const journal = journalBench().begun();
    const { party, body } = family(journal);
    const { entry: late } = checkIn(journal, people.lin, { party });
    const members = [...body.members, { checkIn: late, relationship: 'relative' as const }];
    journal.append('party', { ...body, members }, { about: body.head, retention: stayRetention });
    expect(journal.party(party)?.members).toHaveLength(3);
  });

  test('when a party names somebody who was never checked in, then nothing of it is recorded', () => {
    const journal = journalBench().begun();
    const body = {
      party: randomUUID(),
      purpose: 'hotel.check-in',
      head: randomUUID(),
      members: [],
      minors: [],
    };
    expect(() => journal.append('party', { ...body, operator }, { retention: stayRetention })).toThrow(
      expect.objectContaining({ code: 'unknown-entry' }),
    );
    expect(journal.head().entries).toBe(0);
  });

  test('when one of them asks to be erased, then the party is erased with them and the others stay', () => {
    const { begun, folder } = journalBench();
    const journal = begun();
    const { party, parent, child, friend } = family(journal);
    const found = journal.retention.personEntries('XK4471882');
    expect(found).toHaveLength(2);
    journal.retention.erase(found, operator);
    expect(journal.party(party)).toBeUndefined();
    expect(guestOf(journal, parent)).toBeUndefined();
    expect([guestOf(journal, child)?.name, guestOf(journal, friend)?.name]).toEqual([
      'Luz García',
      'Adaeze Ngozi Okafor',
    ]);
    expect(verified(folder)).toMatchObject({ ok: true });
  });
});

describe('Given a guest who stays', () => {
  test('when they leave, then their line says so, once; a check-out by mistake is taken back and made again', () => {
    const { begun, folder } = journalBench();
    const journal = begun();
    const { entry } = checkIn(journal, people.lin);
    expect(guestOf(journal, entry)?.checkedOut).toBeUndefined();
    checkOut(journal, entry);
    expect(guestOf(journal, entry)?.checkedOut).toMatchObject({ left: '2026-11-04' });
    expect(() => checkOut(journal, entry)).toThrow(expect.objectContaining({ code: 'already-checked-out' }));
    checkOut(journal, entry, null);
    expect(guestOf(journal, entry)?.checkedOut).toBeUndefined();
    checkOut(journal, entry, '2026-11-05');
    journal.rebuild();
    expect(guestOf(journal, entry)?.checkedOut).toMatchObject({ left: '2026-11-05' });
    expect(verified(folder)).toMatchObject({ ok: true });
  });

  test('when what took a departure back has come to its end before the check-in, then after a rebuild too they are here and can leave', async () => {
    const journal = journalBench().begun();
    const { entry } = checkIn(journal, people.lin);
    const short = { about: entry, retention: { class: 'hotel', days: 5 } };
    journal.append('check-out', { left: '2026-11-04', operator }, short);
    journal.append('check-out', { left: null, operator }, short);
    expect(await journal.retention.apply(new Date('2026-11-09T00:00:00Z'))).toBe(2);
    journal.rebuild();
    expect(guestOf(journal, entry)?.checkedOut).toBeUndefined();
    checkOut(journal, entry, '2026-11-05');
    expect(guestOf(journal, entry)?.checkedOut).toMatchObject({ left: '2026-11-05' });
    journal.rebuild();
    expect(guestOf(journal, entry)?.checkedOut).toMatchObject({ left: '2026-11-05' });
  });

  test('when their check-in was taken back, was never made, or they never left, then there is nothing to check out or to take back', () => {
    const journal = journalBench().begun();
    const { entry } = checkIn(journal, people.lin);
    expect(() => checkOut(journal, entry, null)).toThrow(expect.objectContaining({ code: 'bad-request' }));
    voidOf(journal, entry);
    expect(() => checkOut(journal, entry)).toThrow(expect.objectContaining({ code: 'already-void' }));
    expect(() => checkOut(journal, randomUUID())).toThrow(expect.objectContaining({ code: 'unknown-entry' }));
  });
});

test('Given an entry of every kind, when they are delivered, then the authority takes each with its body', async () => {
  const { journal, client } = await enrolledJournal();
  const retention = stayRetention;
  const { body } = family(journal);
  const verdict = randomUUID();
  const { entry } = journal.append(
    'verdict',
    { ...verdictBody('ab'.repeat(32)), verdict, operator },
    { retention },
  );
  const text = { id: 'bank.identity', version: 1, language: 'en', sha256: 'cd'.repeat(32) };
  journal.append(
    'refusal',
    { verdict: randomUUID(), reason: 'expired', purpose: 'hotel.check-in', reader: 'desk', digest: 'ef' },
    { retention },
  );
  checkOut(journal, body.head);
  voidOf(journal, body.head);
  journal.append(
    'late-verdict',
    { verdict, outcome: 'refused', reason: 'expired', claims: {}, answer: '' },
    { about: entry, retention },
  );
  journal.append('reveal', { field: 'export', entries: 12, operator }, { retention });
  journal.append(
    'consent',
    { purpose: 'bank.verify-customer', text, answer: 'given', shownBy: 'customer-display', operator },
    { about: entry, retention },
  );
  journal.append(
    'override',
    { act: 'offline-limit', reason: 'No network since Monday', operator, approver: 'sofia' },
    { about: entry, retention },
  );
  journal.append('handoff', { channel: 'folder', records: [body.head] }, { retention });
  journal.append('operator', { event: 'created', operator, role: 'clerk', by: 'sofia' }, { retention });
  journal.append(
    'settings',
    { changed: [{ name: 'language', before: 'en', after: 'zh-CN' }], operator },
    { retention },
  );
  journal.append(
    'reader',
    { reader: 'usb-1', kind: 'hid-pos', name: 'Scanner', state: 'gone', changes: 1 },
    { retention },
  );
  journal.append(
    'clock',
    { before: '2026-11-02T13:00:00Z', after: '2026-11-02T14:00:00Z', jumpMilliseconds: 3_600_000 },
    { retention },
  );
  journal.append('disk', { state: 'full', freeBytes: 0 }, { retention });
  journal.append('erasure', { entries: [entry], operator }, { retention });
  journal.checkpoint();
  const { entries } = journal.head();
  await deliverAll(journal, client);
  expect(journal.outbox.counts()).toMatchObject({ queued: 0, refused: 0, acknowledged: entries });
});
