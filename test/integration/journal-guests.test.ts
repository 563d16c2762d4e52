import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../main/journal/journal';
import { openDatabase } from '../../main/sqlite/database';
import { availableEngines } from '../../main/sqlite/engine';
import { GuestPage, GuestQuery } from '../../shared/contract/guest';
import { journalBench } from '../support/journal-folder';
import {
  acknowledgeAll,
  checkIn,
  people,
  stayRetention,
  verdictBody,
  voidOf,
} from '../support/journal-samples';

/** As the contract checks it on its way to the screen. */
const pageOf = (journal: Journal, query: Partial<GuestQuery>, now = new Date('2026-11-02T15:00:00')) =>
  GuestPage.parse(journal.guests.page(GuestQuery.parse(query), now));
const namesOf = (page: GuestPage) => page.guests.map(({ name }) => name);
const localNoon = (day: string) => new Date(`${day}T12:00:00`).toISOString();

describe.each(availableEngines())('Given the guests of a journal on the %s engine', (engine) => {
  const begun = () => {
    const bench = journalBench({ engine });
    bench.clock.set(localNoon('2026-11-02'));
    return { ...bench, journal: bench.begun() };
  };

  test('when a page is read, then it has what the screen needs, the number masked to its last four', () => {
    const { journal } = begun();
    const { entry, seq } = checkIn(journal, people.lin, { room: '204' });
    const page = pageOf(journal, {});
    expect(page.guests).toEqual([
      {
        entry,
        seq,
        at: journal.entry(entry)?.header.at,
        outcome: 'verified',
        assurance: 'offline-signature',
        format: 'claim-169',
        name: '林晓燕',
        latinName: 'LIN Xiaoyan',
        numberTail: '4471',
        room: '204',
        arrival: '2026-11-02',
        departure: '2026-11-04',
        delivery: 'queued',
      },
    ]);
    expect(JSON.stringify(page)).not.toContain(people.lin.documentNumber);
  });

  test('when pages are turned, then they come newest first, each guest once, with the same counts on each', () => {
    const { journal } = begun();
    for (let room = 101; room <= 107; room += 1) checkIn(journal, people.okafor, { room: String(room) });
    const pages = [0, 3, 6, 9].map((offset) => pageOf(journal, { offset, limit: 3 }));
    expect(pages.map(({ guests }) => guests.map(({ room }) => room))).toEqual([
      ['107', '106', '105'],
      ['104', '103', '102'],
      ['101'],
      [],
    ]);
    for (const { counts } of pages) expect(counts).toEqual({ all: 7, waiting: 7, delivered: 0, refused: 0 });
  });

  test('when the whole history is turned, then every day is in it, newest first, with an erased guest as an empty place', () => {
    const { journal, clock } = begun();
    for (const day of ['2026-11-02', '2026-11-03', '2026-11-04']) {
      clock.set(localNoon(day));
      checkIn(journal, people.okafor, { room: day.slice(-2) });
    }
    const lin = checkIn(journal, people.lin, { room: '500' });
    acknowledgeAll(journal);
    checkIn(journal, people.garcia, { room: '600' });
    const erased = journal.retention.personEntries(people.lin.documentNumber ?? '');
    journal.retention.erase(erased, 'sofia');
    const all = journal.guests.history({ filter: 'all', offset: 0, limit: 50 });
    expect(all.guests.map((guest) => guest?.room)).toEqual(['600', undefined, '04', '03', '02']);
    expect(all.counts).toEqual({ all: 5, waiting: 1, delivered: 4, refused: 0 });
    const page = (filter: GuestQuery['filter'], offset = 0) =>
      journal.guests.history({ filter, offset, limit: 2 }).guests.map((guest) => guest?.room);
    expect(page('all', 3)).toEqual(['03', '02']);
    expect(page('waiting')).toEqual(['600']);
    expect(page('delivered', 2)).toEqual(['03', '02']);
    expect(page('refused')).toEqual([]);
    expect(journal.guests.one(lin.entry)).toBeNull();
    expect(journal.guests.one(randomUUID())).toBeNull();
    expect(journal.guests.one(all.guests[0]?.entry ?? '')?.room).toBe('600');
  });

  test('when entries are delivered or refused, then each filter shows its own and counts all of them', () => {
    const { journal } = begun();
    const refused = checkIn(journal, people.okafor).entry;
    journal.outbox.settle([{ entry: refused, status: 'refused', reason: 'purpose unknown' }], 'a');
    checkIn(journal, people.garcia);
    acknowledgeAll(journal);
    checkIn(journal, people.lin);
    const counts = { all: 3, waiting: 1, delivered: 1, refused: 1 };
    expect(pageOf(journal, {})).toMatchObject({ counts });
    expect(pageOf(journal, { filter: 'waiting' })).toMatchObject({
      guests: [{ name: '林晓燕', delivery: 'queued' }],
      counts,
    });
    expect(pageOf(journal, { filter: 'delivered' })).toMatchObject({
      guests: [{ delivery: 'acknowledged' }],
      counts,
    });
    expect(pageOf(journal, { filter: 'refused' })).toMatchObject({
      guests: [{ entry: refused, delivery: 'refused', deliveryReason: 'purpose unknown' }],
      counts,
    });
  });

  test('when a day is asked for, then only its guests are there; without a day and a search it is today', () => {
    const { journal, clock } = begun();
    clock.set(localNoon('2026-11-01'));
    checkIn(journal, people.okafor);
    clock.set(localNoon('2026-11-02'));
    checkIn(journal, people.lin);
    expect(namesOf(pageOf(journal, {}))).toEqual(['林晓燕']);
    expect(namesOf(pageOf(journal, { day: '2026-11-01' }))).toEqual(['Adaeze Ngozi Okafor']);
    expect(namesOf(pageOf(journal, { day: '2026-10-31' }))).toEqual([]);
  });

  test.each([
    ['oka', ['Adaeze Ngozi Okafor']],
    ['ADAEZE okafor', ['Adaeze Ngozi Okafor']],
    ['garcía', ['José García-Peña']],
    ['晓', ['林晓燕']],
    ['xiaoyan', ['林晓燕']],
    ['30', ['José García-Peña', 'Adaeze Ngozi Okafor']],
    ['302', ['José García-Peña']],
    ['4471', ['林晓燕']],
    ['a0123998', ['Adaeze Ngozi Okafor']],
    ['lin 301', []],
    ['%', ['José García-Peña', 'Adaeze Ngozi Okafor', '林晓燕']],
  ])('when "%s" is sought within the day, then parts of names and rooms are found', (search, names) => {
    const { journal } = begun();
    checkIn(journal, people.lin, { room: '204' });
    checkIn(journal, people.okafor, { room: '301' });
    checkIn(journal, people.garcia, { room: '302' });
    const page = pageOf(journal, { day: '2026-11-02', search });
    expect(namesOf(page)).toEqual(names);
    expect(page.counts['all']).toBe(names.length);
  });

  test.each([
    ['okafor', [205, 5]],
    ['Adaeze Okafor', [205, 5]],
    ['oka', []],
    ['林', [210, 10]],
    ['晓燕', [210, 10]],
    ['linxiaoyan', []],
    ['110101199003074471', [210, 10]],
    ['4471', [210, 10]],
    ['447', []],
    ['217', [217]],
    ['okafor 205', [205]],
    ['okafor 210', []],
  ])(
    'when "%s" is sought in the history, then guests of every month are found without reading them',
    (search, rooms) => {
      const { journal, clock, open, close } = begun();
      // 5, 10, … in one class and month, 205, 210, … in others, and enough between them that tokens are filed.
      for (const [base, day] of [
        [0, '2026-03-08'],
        [200, '2026-11-02'],
      ] as const) {
        clock.set(localNoon(day));
        for (let number = 1; number <= 75; number += 1) {
          const claims = number === 5 ? people.okafor : number === 10 ? people.lin : people.nobody;
          const retention = { class: base === 0 ? 'hotel' : 'bank', days: 30 };
          checkIn(journal, claims, { room: String(base + number) }, { retention });
        }
      }
      const found = (one: Journal) => pageOf(one, { search }).guests.map(({ room }) => Number(room));
      expect(found(journal)).toEqual(rooms);
      close(journal);
      expect(found(open())).toEqual(rooms);
    },
  );

  test('when a check-in is taken back, then it stays in the list with the reason, and no longer counts as here', () => {
    const { journal } = begun();
    const kept = checkIn(journal, people.okafor, { room: '101' });
    const { entry } = checkIn(journal, people.lin, { room: '102' });
    expect(journal.guests.today(new Date(localNoon('2026-11-02')))).toEqual({
      checkedIn: 2,
      lastRecorded: { at: journal.entry(entry)?.header.at, room: '102' },
    });
    const undone = voidOf(journal, entry, 'wrong guest');
    expect(pageOf(journal, {}).guests[0]).toMatchObject({
      entry,
      void: { at: journal.entry(undone.entry)?.header.at, reason: 'wrong guest' },
    });
    expect(journal.guests.today(new Date(localNoon('2026-11-02')))).toEqual({
      checkedIn: 1,
      lastRecorded: { at: journal.entry(kept.entry)?.header.at, room: '101' },
    });
    expect(journal.guests.today(new Date(localNoon('2026-11-03')))).toEqual({ checkedIn: 0 });
  });

  test.each(['before', 'after'])(
    'when the late answer is recorded %s the check-in, then it stands beside the first outcome and changes nothing of it',
    (order) => {
      const { journal } = begun();
      const verdict = randomUUID();
      const amber = {
        verdict,
        outcome: 'unverified-queued',
        assurance: undefined,
        format: 'e-id-code',
      } as const;
      const { entry: about } = journal.append('verdict', verdictBody('ef', { ...amber, claims: {} }), {
        retention: stayRetention,
      });
      const record = () => checkIn(journal, people.nobody, amber, { about });
      const answer = () =>
        journal.append(
          'late-verdict',
          {
            verdict,
            outcome: 'refused',
            reason: 'revoked',
            claims: { fullName: 'Adaeze Ngozi Okafor' },
            answer: 'signed.late.answer',
          },
          { about, retention: stayRetention },
        );
      const late = order === 'before' ? (answer(), record()) && undefined : (record(), answer());
      const [guest] = pageOf(journal, {}).guests;
      expect(guest).toMatchObject({
        outcome: 'unverified-queued',
        name: '',
        late: { outcome: 'refused', reason: 'revoked', name: 'Adaeze Ngozi Okafor' },
      });
      if (late) expect(guest?.late?.at).toBe(journal.entry(late.entry)?.header.at);
    },
  );

  test('when the same person comes in a stay that overlaps, then the earlier check-ins are named, oldest first', () => {
    const { journal } = begun();
    const stay = (arrival: string, departure: string) => ({ form: { room: '204', arrival, departure } });
    const duplicates = (claims: object, arrival: string, departure: string) =>
      journal.guests.duplicatesOf(claims, { arrival, departure }).map(({ entry }) => entry);
    const first = checkIn(journal, people.lin, stay('2026-11-02', '2026-11-05')).entry;
    const second = checkIn(journal, people.lin, stay('2026-11-04', '2026-11-06')).entry;
    const undone = checkIn(journal, people.lin, stay('2026-11-02', '2026-11-05')).entry;
    voidOf(journal, undone);
    checkIn(journal, people.okafor, stay('2026-11-02', '2026-11-05'));

    expect(duplicates(people.lin, '2026-11-03', '2026-11-05')).toEqual([first, second]);
    expect(duplicates(people.lin, '2026-11-05', '2026-11-06')).toEqual([second]);
    expect(duplicates(people.lin, '2026-11-06', '2026-11-07')).toEqual([]);
    const { documentNumber, ...withoutNumber } = people.lin;
    expect(duplicates(withoutNumber, '2026-11-02', '2026-11-03')).toEqual([first]);
    expect(
      duplicates({ ...people.lin, documentNumber: '110101199003074488' }, '2026-11-02', '2026-11-03'),
    ).toEqual([]);
    expect(
      duplicates(
        { documentNumber: `${documentNumber.slice(0, 6)} ${documentNumber.slice(6)}` },
        '2026-11-02',
        '2026-11-03',
      ),
    ).toEqual([first]);
    expect(duplicates({ ...withoutNumber, birthDate: '1990' }, '2026-11-02', '2026-11-03')).toEqual([]);
    expect(
      journal.guests.duplicatesOf(people.garcia, { arrival: '2026-11-02', departure: '2026-11-09' }),
    ).toEqual([]);
  });

  test('when the data folder is read as bytes, then no name, room, number or reason stands in it', () => {
    const { journal, folder, close } = begun();
    const secret = Buffer.from('a private key');
    const { entry } = checkIn(journal, people.okafor, {
      form: { room: 'Himmelblau', arrival: '2026-11-02', departure: '2026-11-03' },
    });
    checkIn(journal, people.lin);
    voidOf(journal, entry, 'taken for somebody else');
    journal.vault.set('terminal key', secret);
    const bytes = () =>
      Buffer.concat(readdirSync(folder).map((file) => readFileSync(path.join(folder, file))));
    const inUse = bytes();
    close(journal);
    for (const all of [inUse, bytes()]) {
      expect(all.includes('hotel')).toBe(true);
      for (const personal of [
        'Okafor',
        'okafor',
        'Adaeze',
        '林晓燕',
        'Himmelblau',
        'himmelblau',
        people.lin.documentNumber,
        'A0 123 998',
        'a0123998',
        'somebody',
        secret,
      ]) {
        expect(all.includes(personal)).toBe(false);
      }
      // Within the hexadecimal of an id four digits stand by chance.
      expect(all.toString('latin1')).not.toMatch(/(?<![\w-])4471(?![\w-])/);
    }
  });

  test('when the data key of a check-in is destroyed, then the guest is gone from every list and the chain stays', () => {
    const { journal, folder, open, close } = begun();
    const { entry } = checkIn(journal, people.lin);
    checkIn(journal, people.okafor);
    close(journal);
    const database = openDatabase(path.join(folder, 'journal.db'), { engine });
    database.exec('DELETE FROM data_keys WHERE position = 1');
    database.close();
    const again = open();
    expect(again.entry(entry)).toMatchObject({ header: { id: entry }, body: null });
    expect(namesOf(pageOf(again, {}))).toEqual(['Adaeze Ngozi Okafor']);
    expect(pageOf(again, { search: '林' }).counts['all']).toBe(0);
    expect(again.guests.duplicatesOf(people.lin, { arrival: '2026-11-02', departure: '2026-11-03' })).toEqual(
      [],
    );
  });
});
