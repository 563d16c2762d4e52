import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rotateMasterKey } from '../../main/journal/rotate-key';
import { openDatabase } from '../../main/sqlite/database';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { ReportFeed } from '../../main/terminal/report-feed';
import { openTerminal } from '../../main/terminal/terminal';
import type { ReportFacts } from '../../shared/domain/reporting/report-facts';
import type { EventMessage } from '../../shared/contract/events';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { journalBench, temporaryFolder } from '../support/journal-folder';
import { checkIn, people, voidOf } from '../support/journal-samples';
import { SesServer, spanish } from '../support/ses-server';
import { TestAuthority } from '../support/test-authority';

/* What became of a guest's report, from the ministry to the terminal that recorded the guest, over real HTTP. */

const MINUTE = 60_000;
const facts: ReportFacts = {
  surname: 'Rossi',
  givenName: 'Ada',
  birthDate: '1980-04-27',
  documentNumber: 'X123',
  documentType: 'PAS',
  nationality: 'ITA',
  address: { street: 'Via Roma 1', postcode: '00100', country: 'ITA', municipality: 'Roma' },
  telephone: '+39 06 000000',
};

test('Given a guest recorded at a desk in Spain, when the report is due, refused and then taken, then the desk is told each time, with what it lacks and why it was refused', async () => {
  const ses = await SesServer.start();
  const authority = await TestAuthority.open();
  const { reporting } = authority.authority;
  await reporting.reports.setProfile('main', spanish(ses.url));
  const desk = await openDesk(authority);
  const entry = await desk.record();
  await desk.drain();

  const due = await desk.reportOf(entry, 'due');
  expect(due).toMatchObject({ reporter: 'ses-hospedajes', dueAt: expect.stringMatching(/Z$/) });
  expect(due?.lacks).toEqual(expect.arrayContaining(['address', 'telephone']));

  await reporting.reports.complete(entry, facts);
  ses.refuses.set(entry, '10121');
  ses.looks = 0;
  await reporting.run();
  authority.ahead += 2 * MINUTE;
  await reporting.run();
  expect(await desk.reportOf(entry, 'refused')).toMatchObject({ code: '10121' });
  expect(desk.alerts()).toMatchObject([{ code: 'report-refused', entry, detail: '10121' }]);

  ses.refuses.clear();
  await reporting.reports.complete(entry, facts);
  await reporting.run();
  authority.ahead += 2 * MINUTE;
  await reporting.run();
  const taken = await desk.reportOf(entry, 'taken');
  expect(taken?.lacks ?? taken?.code).toBeUndefined();
  expect(desk.alerts()).toHaveLength(1);
});

test('Given a purpose that asks what Spain asks, when a guest is checked in, then nothing is recorded before it is answered, the answers reach the ministry, and nobody else', async () => {
  const ses = await SesServer.start();
  const purposes = path.resolve(import.meta.dirname, '../../docs/purposes');
  const authority = await TestAuthority.open({ purposes });
  const { reporting } = authority.authority;
  const purpose = 'hotel.es-ses-hospedajes';
  await reporting.reports.setProfile('main', { ...spanish(ses.url), purpose });
  const desk = await openDesk(authority, purpose);
  await expect(desk.record()).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/members\.0\.facts\.street/),
  });
  expect(await desk.guests()).toEqual([]);
  const entry = await desk.record({ facts: { ...facts, payment: 'EFECT', rooms: 2 } });
  await desk.drain();
  expect((await desk.reportOf(entry, 'due'))?.lacks).toBeUndefined();
  await reporting.run();
  expect(ses.sheets[0]).toContain('<direccion>Via Roma 1</direccion>');
  expect(ses.sheets[0]).toContain('<numHabitaciones>2</numHabitaciones><pago><tipoPago>EFECT</tipoPago>');
  expect(ses.sheets[0]).toContain('<telefono>+39 06 000000</telefono>');
  // What was asked is sealed at both sides, and no list has it.
  expect(JSON.stringify(await desk.guests())).not.toContain('Via Roma');
  expect(JSON.stringify(await authority.rows('SELECT * FROM reports'))).not.toContain('Via Roma');
  expect(readFileSync(path.join(desk.folder, 'journal.db')).includes('Via Roma')).toBe(false);

  const later = await desk.record({ room: '413', later: true });
  await desk.drain();
  expect((await desk.reportOf(later, 'due'))?.lacks).toEqual(
    expect.arrayContaining(['address', 'telephone']),
  );
});

test('Given two terminals of a site that reports, when one asks what became of its reports, then it hears of its own alone, in pages without a gap, and nothing of a person', async () => {
  const authority = await TestAuthority.open();
  await authority.authority.reporting.reports.setProfile('main', spanish('http://127.0.0.1:9/'));
  const { journal, client } = await enrolledJournal(authority);
  const other = await enrolledJournal(authority);
  expect(await client.reports(0)).toMatchObject({ through: 0, reports: [] });

  const [first, second] = [people.lin, people.okafor].map((who) => checkIn(journal, who).entry);
  checkIn(other.journal, people.garcia);
  voidOf(journal, first ?? '');
  await deliverAll(journal, client);
  await deliverAll(other.journal, other.client);
  const told = await client.reports(0);
  expect(told.reports.map(({ entry, state }) => [entry, state])).toEqual(
    expect.arrayContaining([
      [first, 'withdrawn'],
      [second, 'due'],
    ]),
  );
  expect(told.reports).toHaveLength(2);
  expect(JSON.stringify(told)).not.toMatch(/Lin|林|Okafor|E12345678/u);
  expect((await client.heartbeat({ appVersion: '1', queued: 0, awaitingVerdict: 0 })).reportChanges).toBe(
    told.through,
  );
  expect(await client.reports(told.through)).toMatchObject({ through: told.through, reports: [] });

  const many = Array.from({ length: 230 }, () => checkIn(journal, people.garcia).entry);
  await deliverAll(journal, client);
  const page = await client.reports(told.through);
  const rest = await client.reports(page.through);
  expect([...page.reports, ...rest.reports].map(({ entry }) => entry)).toEqual(many);
  await expect(client.reports(-1)).rejects.toMatchObject({ problem: 'bad-request' });
});

test('Given what became of a report, when the lists are made anew, the master key is changed, the authority has lost its count, or the person is erased, then it is kept, heard again, or gone with the person', async () => {
  const { authority, journal, client, folder, masterKey, close, enrolment } = await enrolledJournal();
  await authority.authority.reporting.reports.setProfile('main', spanish('http://127.0.0.1:9/'));
  const { entry } = checkIn(journal, people.lin);
  await deliverAll(journal, client);
  const parts = { client, terminal: enrolment.terminal, onRefused: () => undefined };
  const hear = async (of: typeof journal, newest: number) => {
    await new Promise<void>((changed) => {
      new ReportFeed({ ...parts, journal: of, changed }).heard(newest);
    });
  };
  await hear(journal, 1);
  expect(journal.guests.one(entry)?.report).toMatchObject({ state: 'due' });
  journal.rebuild();
  expect(journal.guests.one(entry)?.report).toMatchObject({ state: 'due' });
  expect(journal.reports.through(enrolment.terminal)).toBe(1);
  // As if the authority had counted further before it was restored from a backup.
  journal.reports.told(enrolment.terminal, 40, [
    { entry, reporter: 'ses-hospedajes', state: 'taken', dueAt: '2026-11-29T10:00:00.000Z' },
  ]);
  await hear(journal, 1);
  expect(journal.guests.one(entry)?.report?.state).toBe('due');
  close(journal);

  const to = new Uint8Array(randomBytes(32));
  rotateMasterKey({ folder, from: masterKey, to });
  const bench = journalBench({ folder, masterKey: to });
  const again = bench.open();
  expect(again.guests.one(entry)?.report).toMatchObject({ state: 'due' });
  again.retention.erase(again.retention.personEntries(people.lin.documentNumber), 'mei');
  again.reports.told(enrolment.terminal, 41, [
    { entry, reporter: 'ses-hospedajes', state: 'taken', dueAt: '2026-11-29T10:00:00.000Z' },
  ]);
  bench.close(again);
  const database = openDatabase(path.join(folder, 'journal.db'));
  expect(database.prepare('SELECT * FROM reports').all()).toEqual([]);
  database.close();
});

async function openDesk(authority: TestAuthority, purpose = 'hotel.check-in') {
  const heard: EventMessage[] = [];
  const place = { url: authority.url, enrolmentCode: await authority.code() };
  const folder = path.join(temporaryFolder(), 'desk');
  const terminal = await openTerminal(TerminalOptions.parse({ mode: 'live', folder, authority: place }), {
    now: () => new Date(),
    monotonic: () => performance.now(),
    emit: (message) => heard.push(message),
  });
  onTestFinished(() => terminal.close());
  terminal.handlers['purpose.select']({ name: purpose });
  const [sample] = await authority.authority.samples();
  const everybody = { search: '', filter: 'all', offset: 0, limit: 50 } as const;
  return {
    drain: () => terminal.handlers.drain({}),
    alerts: () => heard.flatMap((message) => (message.event === 'alert' ? [message.payload] : [])),
    folder,
    guests: async () => (await terminal.handlers['guests.page'](everybody)).guests,
    async record({
      facts,
      room = '412',
      later,
    }: { facts?: ReportFacts; room?: string; later?: boolean } = {}): Promise<string> {
      const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
      const content = { type: 'text', text: sample?.text ?? '' } as const;
      const { id } = await terminal.present(reader, content, undefined, purpose);
      const answer = await terminal.handlers['party.check-in']({
        stay: { room, arrival: '2031-05-01', departure: '2031-05-03' },
        members: [{ verdict: id, ...(facts && { facts }) }],
        despite: (await terminal.handlers['guests.page'](everybody)).guests.map((guest) => guest.entry),
        ...(later && { reportLater: true }),
      });
      return 'recorded' in answer ? (answer.recorded.records[0]?.entry ?? '') : '';
    },
    /** The report of a guest once it is in this state. */
    async reportOf(entry: string, state: string) {
      for (;;) {
        terminal.awake();
        const { guest } = await terminal.handlers['guests.one']({ entry });
        if (guest?.report?.state === state) return guest.report;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
