import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import { purposeNamed } from '../../main/verification/purposes';
import type { Purpose } from '../../shared/domain/purpose';
import { temporaryFolder } from '../support/journal-folder';
import { diskInMemory } from '../support/small-disk';
import { TestAuthority } from '../support/test-authority';

/* What stops a terminal, and what it comes through: the whole of it, with a real authority over HTTP. */

const stay = { room: '204', arrival: '2031-05-01', departure: '2031-05-03' };
const hotel = purposeNamed('hotel.check-in');

test('Given purposes that stop by entries, by bytes and by the disk, when their limits are reached, then check-ins stop with the cause, and go on once the authority or the room is back', async () => {
  const purposes = path.join(temporaryFolder(), 'purposes');
  mkdirSync(purposes);
  const rules: Record<string, Partial<Purpose['offline']>> = {
    'hut.by-entries': { warnAfterEntries: 1, stopAfterEntries: 4 },
    'hut.by-bytes': { queueBytes: { warn: 1, stop: 2_000 } },
    'hut.by-disk': { freeDiskBytes: { warn: Number.MAX_SAFE_INTEGER, stop: Number.MAX_SAFE_INTEGER } },
  };
  for (const [name, offline] of Object.entries(rules)) {
    const own = { ...hotel, name, offline: { ...hotel.offline, ...offline } };
    writeFileSync(path.join(purposes, `${name}.json`), JSON.stringify(own));
  }
  const authority = await TestAuthority.open({ purposes });
  const { terminal, record } = await desk(authority);
  const standing = () => terminal.state().offline;

  await terminal.handlers['purpose.select']({ name: 'hut.by-disk' });
  expect(standing()).toMatchObject({ step: 'stop', cause: 'disk' });
  await expect(record()).rejects.toMatchObject({ code: 'offline-too-long' });
  await terminal.handlers.drain({});
  await authority.authority.stopListening();

  await terminal.handlers['purpose.select']({ name: 'hut.by-entries' });
  await record();
  await until(() => !terminal.state().authority.online);
  expect(standing()).toMatchObject({ step: 'warn', cause: 'entries' });
  await record();
  expect(standing()).toMatchObject({ step: 'stop', cause: 'entries' });
  await expect(record()).rejects.toMatchObject({ code: 'offline-too-long' });
  await terminal.handlers['purpose.select']({ name: 'hut.by-bytes' });
  expect(standing()).toMatchObject({ step: 'stop', cause: 'bytes' });
  await expect(record()).rejects.toMatchObject({ code: 'offline-too-long' });

  await authority.authority.listen();
  await terminal.handlers.drain({});
  await until(() => terminal.state().authority.online);
  expect(standing().step).not.toBe('stop');
  await expect(record()).resolves.toMatchObject({ recorded: true });
});

test('Given a machine that slept for a night, when it wakes, then the jump is journalled before what comes next, and what waited is delivered', async () => {
  const authority = await TestAuthority.open();
  let slept = 0;
  const { terminal, record, folder } = await desk(authority, { now: () => new Date(Date.now() + slept) });
  await record();
  await terminal.handlers.drain({});
  await authority.authority.stopListening();
  await record();
  slept = 8 * 3_600_000;
  authority.ahead = slept;
  await authority.authority.listen();
  terminal.awake();
  await record();
  await until(() => terminal.state().outbox.queued === 0);
  expect(terminal.state().authority.online).toBe(true);
  await terminal.close();
  expect(kindsOf(folder).filter((kind) => kind !== 'checkpoint')).toEqual([
    'verdict',
    'check-in',
    'verdict',
    'check-in',
    'clock',
    'verdict',
    'check-in',
  ]);
});

test('Given a data folder that was moved, when the terminal opens at the new place, then it is the same terminal with the same guests, and its queue is delivered', async () => {
  const authority = await TestAuthority.open();
  const { terminal, record, folder } = await desk(authority);
  const { terminal: name } = terminal.state();
  await terminal.handlers.drain({});
  await authority.authority.stopListening();
  const { entry } = await record();
  await terminal.close();
  const elsewhere = path.join(temporaryFolder(), 'other', 'place');
  mkdirSync(path.dirname(elsewhere));
  renameSync(folder, elsewhere);

  await authority.authority.listen();
  const moved = await opened(elsewhere, { url: authority.url });
  expect(moved.state().terminal).toBe(name);
  expect((await moved.handlers['guests.one']({ entry })).guest).toMatchObject({ room: '204' });
  await moved.handlers.drain({});
  expect(moved.state().outbox.queued).toBe(0);
  expect(await authority.rows(`SELECT id FROM entries WHERE id = '${entry}'`)).toHaveLength(1);
});

test('Given a terminal of which the authority found two histories, when it hears that it is in quarantine, then it records nothing more and says why', async () => {
  const authority = await TestAuthority.open();
  const { terminal, record } = await desk(authority);
  const { entry } = await record();
  await terminal.handlers.drain({});
  await authority.rows("UPDATE terminals SET state = 'quarantined' RETURNING id");
  terminal.awake();
  await until(() => terminal.state().journal.problem !== undefined);
  expect(terminal.state().journal.problem).toMatchObject({ code: 'journal-rolled-back' });
  await expect(record()).rejects.toMatchObject({ code: 'journal-rolled-back' });
  expect((await terminal.handlers['guests.one']({ entry })).guest).toMatchObject({
    delivery: 'acknowledged',
  });
});

test('Given a disk that has become read-only, when the terminal starts, then it says so in words, and it is whole once the disk can be written again', async ({
  skip,
}) => {
  const { disk, missing } = diskInMemory(16);
  if (disk === undefined) return skip(missing);
  const authority = await TestAuthority.open();
  const place = path.join(disk, 'desk');
  const { terminal, record } = await desk(authority, { folder: place });
  const { entry } = await record();
  await terminal.close();

  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const stuck = await opened(place, { url: authority.url });
  expect(stuck.problem()).toMatchObject({ code: 'journal-unavailable' });
  await expect(stuck.dispatch('check-in', {})).resolves.toMatchObject({ ok: false });
  await stuck.close();
  execFileSync('mount', ['-o', 'remount,rw', disk]);

  const again = await opened(place, { url: authority.url });
  expect(again.problem()).toBeNull();
  expect((await again.handlers['guests.one']({ entry })).guest).toMatchObject({ room: '204' });
  await again.close();
  expect(kindsOf(place)).toContain('check-in');
});

async function desk(
  authority: TestAuthority,
  {
    folder = path.join(temporaryFolder(), 'desk'),
    now = () => new Date(),
  }: { folder?: string; now?: () => Date } = {},
) {
  const place = { url: authority.url, enrolmentCode: await authority.code() };
  const terminal = await opened(folder, place, now);
  const [sample] = await authority.authority.samples();
  return {
    terminal,
    folder,
    async record() {
      const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
      const { id, purpose } = await terminal.present(reader, { type: 'text', text: sample?.text ?? '' });
      return terminal.handlers['check-in']({ verdict: id, purpose, form: stay });
    },
  };
}

async function opened(folder: string, authority: object, now = () => new Date()): Promise<Terminal> {
  const options = TerminalOptions.parse({ mode: 'live', folder, authority });
  const terminal = await openTerminal(options, {
    now,
    monotonic: () => performance.now(),
    emit: () => undefined,
  });
  onTestFinished(() => terminal.close());
  return terminal;
}

function kindsOf(folder: string): string[] {
  const reader = openJournalFileReadOnly(folder);
  const rows = reader.prepare('SELECT kind FROM entries ORDER BY position').all();
  expect(verifyJournal(reader)).toMatchObject({ ok: true });
  reader.close();
  return rows.map((row) => String(row['kind']));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}
