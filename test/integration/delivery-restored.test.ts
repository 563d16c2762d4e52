import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthorityClient, enrol } from '../../main/authority/client';
import { type DeliveryEvent, createDelivery } from '../../main/delivery';
import type { Journal } from '../../main/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { checkIn, people } from '../support/journal-samples';

const now = () => new Date();

function deliveryOf(journal: Journal, client: Parameters<typeof deliverAll>[1]) {
  const events: DeliveryEvent[] = [];
  const delivery = createDelivery({
    journal,
    client,
    now,
    onLateVerdict: () => undefined,
    onEvent: (event) => events.push(event),
  });
  onTestFinished(() => delivery.stop());
  return { delivery, events };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('Given an authority restored from an old backup, when the terminal talks to it, then it gets again what it lost, once each and in order', async () => {
  const { journal, client, authority, folder, close } = await enrolledJournal();
  for (let room = 1; room <= 5; room += 1) checkIn(journal, people.lin, { room: String(room) });
  await deliverAll(journal, client);
  const port = Number(new URL(authority.url).port);
  await authority.authority.close();
  const backup = path.join(temporaryFolder(), 'backup');
  cpSync(authority.database, backup, { recursive: true });

  await authority.start(port);
  const later = [6, 7, 8].map((room) => checkIn(journal, people.okafor, { room: String(room) }).entry);
  await deliverAll(journal, client);
  expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: 8, refused: 0 });

  await authority.authority.close();
  rmSync(authority.database, { recursive: true });
  cpSync(backup, authority.database, { recursive: true });
  await authority.start(port);
  const before = authority.arrived.length;
  later.push(checkIn(journal, people.garcia).entry);
  const { delivery, events } = deliveryOf(journal, client);
  delivery.start();
  await until(() => journal.outbox.counts().queued === 0 && authority.arrived.length > before);
  expect(authority.arrived.slice(before)).toEqual(
    later.map((entry) => expect.objectContaining({ entry, status: 'accepted' })),
  );
  expect(events).toContainEqual({ type: 'resending', entries: 4 });
  expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: 9, refused: 0 });
  await delivery.stop();
  close(journal);
  const reader = openJournalFileReadOnly(folder);
  expect(verifyJournal(reader)).toMatchObject({ ok: true, truncated: false });
  reader.close();
});

test('Given an authority restored from a backup of before a terminal enrolled again, when the terminal enrols once more, then what was lost of both epochs is there, once each and in order', async () => {
  const { journal, authority, enrolment, folder, close } = await enrolledJournal();
  const { url, privateKey: keyPair } = enrolment;
  const enrolAgain = async () => {
    const again = await enrol({ url, code: await authority.code(), keyPair, now });
    journal.begin({ terminal: again.terminal, epoch: again.epoch });
    journal.signWith({ key: keyPair, statement: again.statement, authorityKey: again.signingKey });
    return createAuthorityClient({ enrolment: again, now });
  };
  const recorded = [checkIn(journal, people.lin).entry];
  await deliverAll(journal, createAuthorityClient({ enrolment, now }));
  const port = Number(new URL(authority.url).port);
  await authority.authority.close();
  const backup = path.join(temporaryFolder(), 'backup');
  cpSync(authority.database, backup, { recursive: true });

  await authority.start(port);
  recorded.push(checkIn(journal, people.okafor).entry);
  const second = await enrolAgain();
  await deliverAll(journal, second);
  recorded.push(checkIn(journal, people.garcia).entry);
  await deliverAll(journal, second);
  expect(journal.outbox.counts()).toEqual({ queued: 0, acknowledged: 3, refused: 0 });

  await authority.authority.close();
  rmSync(authority.database, { recursive: true });
  cpSync(backup, authority.database, { recursive: true });
  await authority.start(port);
  const { delivery, events } = deliveryOf(journal, await enrolAgain());
  delivery.start();
  await until(() => events.some(({ type }) => type === 'resending') && journal.outbox.counts().queued === 0);
  expect(journal.identity?.epoch).toBe(2);
  const stored = await authority.rows(`SELECT id FROM entries WHERE header NOT LIKE '%"kind":"checkpoint"%'
    ORDER BY epoch, seq`);
  expect(stored.map((row) => row['id'])).toEqual(recorded);
  await delivery.stop();
  close(journal);
  const reader = openJournalFileReadOnly(folder);
  expect(verifyJournal(reader)).toMatchObject({ ok: true, truncated: false });
  reader.close();
});

test('Given a disk that went back to an earlier copy, when the authority has more than it, then nothing is sent from it', async () => {
  const { journal, client, folder, masterKey, close, open, enrolment } = await enrolledJournal();
  checkIn(journal, people.lin);
  close(journal);
  const copy = path.join(temporaryFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  const forward = open();
  for (let room = 1; room <= 3; room += 1) checkIn(forward, people.lin, { room: String(room) });
  await deliverAll(forward, client);

  const old = journalBench({ folder: copy, masterKey }).open();
  const { privateKey: key, statement, signingKey: authorityKey } = enrolment;
  old.signWith({ key, statement, authorityKey });
  checkIn(old, people.okafor);
  const queued = old.outbox.counts().queued;
  const { delivery, events } = deliveryOf(old, client);
  delivery.start();
  await until(() => events.some(({ type }) => type === 'rolled-back'));
  await delivery.drain();
  expect(old.outbox.counts().queued).toBe(queued);
  expect((await client.heartbeat({ appVersion: 'test', queued: 0, awaitingVerdict: 0 })).state).toBe(
    'active',
  );
});
