import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthorityClient, enrol } from '../../main/authority/client';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import type { EventMessage } from '../../shared/contract/events';
import { deliverAll, enrolledJournal } from '../support/enrolled-journal';
import { temporaryFolder } from '../support/journal-folder';
import { checkIn, people } from '../support/journal-samples';
import { TestAuthority } from '../support/test-authority';

/* Two desks of one site, each a whole terminal, with one authority over real HTTP. */

const stay = { room: '412', arrival: '2031-05-01', departure: '2031-05-03' };

test('Given a guest who is recorded at one desk, when the other desk is online and about to record them, then nothing is recorded until the clerk has seen it, and no name is told', async () => {
  const authority = await TestAuthority.open();
  const [one, other] = [await desk(authority), await desk(authority)];
  const first = await recordAt(one);
  expect(first).toMatchObject({ recorded: { records: [{ duplicates: [] }] } });
  await known(authority, 1);

  const verdict = await other.present();
  const stopped = await other.record(verdict);
  const entry = 'recorded' in first ? first.recorded.records[0]?.entry : '';
  const { arrival, departure } = stay;
  expect(stopped).toEqual({
    earlier: [{ verdict, entry, terminal: one.terminal.state().terminal, arrival, departure }],
  });

  await expect(other.record(verdict, [String(entry)])).resolves.toHaveProperty('recorded');
  await known(authority, 2);
  // A script is not held up: its answer names both, the own earlier record and that of the other desk.
  const scripted = { verdict: await other.present(), purpose: 'hotel.check-in', form: stay };
  expect((await other.terminal.handlers['check-in'](scripted)).duplicates).toMatchObject([
    { room: stay.room },
    { entry, terminal: one.terminal.state().terminal },
  ]);
  await known(authority, 3);
  expect(other.alerts()).toEqual([]);
  expect(JSON.stringify(await authority.rows('SELECT * FROM stays'))).not.toMatch(
    /[A-Z][a-z]+ |\p{Script=Han}/u,
  );
});

test('Given a desk that records the same guest while the authority is away, when it is back, then the desk is told once, and its guest says so after a restart too', async () => {
  const authority = await TestAuthority.open();
  const [one, other] = [await desk(authority), await desk(authority)];
  await recordAt(one);
  await known(authority, 1);
  await authority.authority.stopListening();
  const recorded = await recordAt(other);
  expect(recorded).toHaveProperty('recorded');

  await authority.authority.listen();
  await until(async () => {
    await other.terminal.handlers.drain({});
    return other.alerts().length > 0;
  });
  const entry = 'recorded' in recorded ? recorded.recorded.records[0]?.entry : undefined;
  expect(other.alerts()).toMatchObject([{ entry, detail: one.terminal.state().terminal }]);
  const again = await other.restart();
  await again.terminal.handlers.drain({});
  const { guest } = await again.terminal.handlers['guests.one']({ entry: String(entry) });
  expect(guest?.elsewhere).toMatchObject([{ terminal: one.terminal.state().terminal, ...daysOf(stay) }]);
  expect(again.alerts()).toEqual([]);
});

test('Given a record that was taken back, when another desk records the same guest, then it is not held up', async () => {
  const authority = await TestAuthority.open();
  const [one, other] = [await desk(authority), await desk(authority)];
  const first = await recordAt(one);
  await known(authority, 1);
  const entries = 'recorded' in first ? first.recorded.records.map((record) => record.entry) : [];
  await one.terminal.handlers['party.void']({ entries, reason: 'wrong room' });
  await one.terminal.handlers.drain({});
  await known(authority, 0);
  await expect(recordAt(other)).resolves.toHaveProperty('recorded');
});

test('Given what terminals ask, when the authority compares, then only overlapping stays of the same person at other terminals are named, and a flood is braked', async () => {
  const { authority, journal, client } = await enrolledJournal();
  const { entry } = checkIn(journal, people.lin);
  await deliverAll(journal, client);
  const now = () => new Date();
  const other = createAuthorityClient({
    enrolment: await enrol({ url: authority.url, code: await authority.code(), now }),
    now,
  });
  const days = { arrival: '2031-05-01', departure: '2031-05-03' };
  const [number, person, another] = ['11'.repeat(8), '22'.repeat(8), '33'.repeat(8)];
  const named = async (question: object) => {
    const { elsewhere } = await other.compareStays([{ ...days, ...question }]);
    return elsewhere.map((found) => found.map((stayed) => stayed.entry));
  };

  await client.compareStays([{ entry, number, person, ...days }]);
  await client.compareStays([{ entry: crypto.randomUUID(), number: another, ...days }]);
  expect(await named({ number, person })).toEqual([[entry]]);
  expect(await named({ person })).toEqual([[entry]]);
  expect(await named({ number: another, person })).toEqual([[]]);
  expect(await named({ number: another })).toEqual([[]]);
  expect(await named({})).toEqual([[]]);
  expect(await named({ number, arrival: '2031-05-02', departure: '2031-05-09' })).toEqual([[entry]]);
  expect(await named({ number, arrival: '2031-05-03', departure: '2031-05-09' })).toEqual([[]]);
  expect((await client.compareStays([{ number, person, ...days }])).elsewhere).toEqual([[]]);

  const again = checkIn(journal, people.garcia, {}, { retention: { class: 'guest', days: 365 } });
  await deliverAll(journal, client);
  await client.compareStays([{ entry: again.entry, number: another, ...days }]);
  expect(await named({ number: another })).toEqual([[again.entry]]);
  await authority.authority.retention.run(new Date(Date.parse(days.departure) + 366 * 86_400_000));
  expect(await named({ number: another })).toEqual([[]]);

  const [first, second] = await Promise.all([client.compareStays([]), other.compareStays([])]);
  expect(first.key).toBe(second.key);
  const flood = Array.from({ length: 80 }, () => other.compareStays([]));
  const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);

  journal.retention.erase(journal.retention.personEntries(people.lin.documentNumber), 'mei');
  await deliverAll(journal, client);
  expect(await authority.rows('SELECT * FROM stays')).toEqual([]);
});

interface Counter {
  terminal: Terminal;
  alerts(): { entry?: string | undefined; detail?: string | undefined }[];
  /** The same citizen each time; answers the verdict. */
  present(): Promise<string>;
  record(verdict: string, despite?: string[]): ReturnType<Terminal['handlers']['party.check-in']>;
  restart(): Promise<Counter>;
}

async function desk(authority: TestAuthority): Promise<Counter> {
  const { url } = authority;
  const enrolmentCode = await authority.code();
  return opened(authority, { url, enrolmentCode }, path.join(temporaryFolder(), 'desk'));
}

async function opened(authority: TestAuthority, place: object, folder: string): Promise<Counter> {
  const heard: EventMessage[] = [];
  const options = TerminalOptions.parse({ mode: 'live', folder, authority: place });
  const terminal = await openTerminal(options, {
    now: () => new Date(),
    monotonic: () => performance.now(),
    emit: (message) => heard.push(message),
  });
  onTestFinished(() => terminal.close());
  const [sample] = await authority.authority.samples();
  return {
    terminal,
    alerts: () =>
      heard.flatMap((message) =>
        message.event === 'alert' && message.payload.code === 'stay-elsewhere' ? [message.payload] : [],
      ),
    async present() {
      const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
      return (await terminal.present(reader, { type: 'text', text: sample?.text ?? '' })).id;
    },
    record: async (verdict, despite = []) =>
      terminal.handlers['party.check-in']({ stay, members: [{ verdict }], despite }),
    async restart() {
      await terminal.close();
      return opened(authority, place, folder);
    },
  };
}

async function recordAt(counter: Counter) {
  const answer = await counter.record(await counter.present());
  if (counter.terminal.state().authority.online) await counter.terminal.handlers.drain({});
  return answer;
}

/** So many records have been told to the authority. */
function known(authority: TestAuthority, count: number): Promise<void> {
  return until(async () => (await authority.rows('SELECT * FROM stays')).length === count);
}

function daysOf({ arrival, departure }: typeof stay) {
  return { arrival, departure };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
