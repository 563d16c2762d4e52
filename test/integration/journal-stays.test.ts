import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { rotateMasterKey } from '../../main/journal/rotate-key';
import { openDatabase } from '../../main/sqlite/database';
import path from 'node:path';
import { journalBench } from '../support/journal-folder';
import { acknowledgeAll, checkIn, people, voidOf } from '../support/journal-samples';

const found = {
  entry: '01a22241-5c7d-7204-b348-ab8a9b27d45f',
  terminal: 'T-7KQ49MXP2H',
  arrival: '2026-11-01',
  departure: '2026-11-03',
};
const day = (search: string) => ({ day: '2026-11-02', search, filter: 'all', offset: 0, limit: 50 }) as const;

test('Given check-ins, when the authority is to be asked about them, then about those it has and that stand, once each, oldest first', () => {
  const journal = journalBench().begun();
  const [first, second, third] = [people.lin, people.okafor, people.garcia].map(
    (who) => checkIn(journal, who).entry,
  );
  expect(journal.stays.uncompared(10)).toEqual({ stays: [], through: 0 });
  voidOf(journal, second ?? '');
  acknowledgeAll(journal);
  const waiting = checkIn(journal, people.lin, { form: { room: '1' } });
  const some = journal.stays.uncompared(1);
  expect(some).toMatchObject({
    stays: [{ entry: first, arrival: '2026-11-02', claims: people.lin }],
    through: 1,
  });
  journal.stays.compared(some.through, []);
  const rest = journal.stays.uncompared(10);
  expect(rest).toMatchObject({ stays: [{ entry: third }], through: 4 });
  journal.stays.compared(rest.through, []);
  acknowledgeAll(journal);
  // A stay without days is none.
  expect(journal.stays.uncompared(10)).toEqual({ stays: [], through: 5 });
  expect(waiting.seq).toBe(5);
});

test('Given a stay that was found elsewhere, when the master key is rotated, then the guest still says so; when the person is erased, then nothing of it is left', () => {
  const { begun, folder, masterKey, close } = journalBench();
  const journal = begun();
  const { entry } = checkIn(journal, people.lin);
  acknowledgeAll(journal);
  journal.stays.compared(1, [{ position: 1, elsewhere: [found] }]);
  expect(journal.guests.one(entry)?.elsewhere).toEqual([found]);
  close(journal);

  const to = new Uint8Array(randomBytes(32));
  rotateMasterKey({ folder, from: masterKey, to });
  const bench = journalBench({ folder, masterKey: to });
  const again = bench.open();
  expect(again.guests.page(day(''), new Date()).guests).toMatchObject([{ entry, elsewhere: [found] }]);
  again.retention.erase(again.retention.personEntries(people.lin.documentNumber), 'mei');
  bench.close(again);
  const database = openDatabase(path.join(folder, 'journal.db'));
  expect(database.prepare('SELECT * FROM stays_elsewhere').all()).toEqual([]);
  database.close();
});
