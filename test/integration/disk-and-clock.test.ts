import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { VestibuleError } from '../../shared/domain/error';
import type { Journal } from '../../main/journal/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { ClockWatch } from '../../main/terminal/clock-watch';
import { DiskGuard } from '../../main/terminal/disk-guard';
import { journalBench, temporaryFolder, terminalIdentity } from '../support/journal-folder';
import { checkIn, people } from '../support/journal-samples';
import { type SmallDisk, diskInMemory, diskOnLoop } from '../support/small-disk';

function kindsOf(folder: string): string[] {
  const reader = openJournalFileReadOnly(folder);
  const rows = reader.prepare('SELECT kind FROM entries ORDER BY position').all();
  expect(verifyJournal(reader)).toMatchObject({ ok: true });
  reader.close();
  return rows.map((row) => String(row['kind']));
}

const fillUntilRefused = (journal: Journal): number => {
  for (let count = 0; ; count += 1) {
    try {
      checkIn(journal, people.okafor, { room: String(count) });
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'journal-full' });
      return count;
    }
  }
};

test.for<[string, (megabytes: number) => SmallDisk]>([
  ['in memory', diskInMemory],
  ['with ext4 on a loop device', diskOnLoop],
])(
  'Given a disk %s that fills up, when there is no room for an entry, then that is journalled, nothing is lost, and check-ins go on once there is room',
  ([, diskOf], { skip }) => {
    const { disk, missing } = diskOf(16);
    if (disk === undefined) return skip(missing);
    const folder = path.join(disk, 'desk');
    let guard: DiskGuard | undefined;
    const bench = journalBench({ folder, onFull: () => guard?.full() });
    const journal = bench.begun();
    guard = new DiskGuard({ folder, journal, changed: () => undefined });
    guard.start();
    onTestFinished(() => guard?.stop());
    expect(existsSync(path.join(folder, 'ballast'))).toBe(true);
    // Somebody else's file takes all the room that is left.
    spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'other')}`, 'bs=64k']);
    const recorded = fillUntilRefused(journal);
    expect(guard.stopped).toMatchObject({ code: 'journal-full' });
    expect(existsSync(path.join(folder, 'ballast'))).toBe(false);
    expect(journal.head().entries).toBe(recorded + 1);
    expect(
      journal.guests.page({ search: 'okafor', filter: 'all', offset: 0, limit: 1 }, new Date()).guests,
    ).toHaveLength(Math.min(1, recorded));
    guard.look();
    expect(guard.stopped).not.toBeNull();

    rmSync(path.join(disk, 'other'));
    guard.look();
    expect(guard.stopped).toBeNull();
    expect(existsSync(path.join(folder, 'ballast'))).toBe(true);
    checkIn(journal, people.lin);
    bench.close(journal);
    expect(kindsOf(folder).filter((kind) => kind !== 'check-in')).toEqual(['disk', 'disk']);
    expect(kindsOf(folder)).toHaveLength(recorded + 3);
  },
);

test('Given a clock that jumps, when something is recorded, then the jump is an entry before it, and a slow drift is none', () => {
  const bench = journalBench();
  const journal = bench.begun();
  const clock = { wall: Date.parse('2026-11-02T13:00:00Z'), monotonic: 1_000 };
  let jumps = 0;
  const watch = new ClockWatch({
    journal,
    now: () => new Date(clock.wall),
    monotonic: () => clock.monotonic,
    onJump: () => (jumps += 1),
  });
  const pass = (wall: number, monotonic = wall) => {
    clock.wall += wall;
    clock.monotonic += monotonic;
    watch.look();
    checkIn(journal, people.lin);
  };
  pass(5_000);
  pass(6_500, 5_000);
  pass(-3_600_000, 5_000);
  pass(5_000);
  pass(7_200_000, 10);
  expect(jumps).toBe(2);
  bench.close(journal);
  expect(kindsOf(bench.folder)).toEqual([
    'check-in',
    'check-in',
    'clock',
    'check-in',
    'check-in',
    'clock',
    'check-in',
  ]);
  const again = bench.open();
  const reader = openJournalFileReadOnly(bench.folder);
  const row = reader.prepare(`SELECT id FROM entries WHERE kind = 'clock' ORDER BY position`).get();
  reader.close();
  expect(again.entry(String(row?.['id']))?.body).toMatchObject({ jumpMilliseconds: -3_605_000 });
});

test('Given a journal that takes nothing, when the machine has slept, then that is told at once and one time, and written when there is room', () => {
  const clock = { wall: Date.parse('2026-11-02T13:00:00Z'), monotonic: 1_000 };
  const jumps: number[] = [];
  const written: unknown[] = [];
  let full = true;
  const watch = new ClockWatch({
    journal: {
      append(_kind, body) {
        if (full) throw new VestibuleError('journal-full', 'The disk is full.');
        written.push(body);
        return { entry: '', seq: 1, hash: '' };
      },
    },
    now: () => new Date(clock.wall),
    monotonic: () => clock.monotonic,
    onJump: (milliseconds) => jumps.push(milliseconds),
  });
  clock.wall += 600_000;
  watch.look();
  expect(jumps).toEqual([600_000]);
  clock.wall += 5_000;
  clock.monotonic += 5_000;
  watch.look();
  full = false;
  watch.look();
  watch.look();
  expect(jumps).toEqual([600_000]);
  expect(written).toEqual([
    { before: '2026-11-02T13:00:00.000Z', after: '2026-11-02T13:10:00.000Z', jumpMilliseconds: 600_000 },
  ]);
});

test('Given a clock that goes anywhere at all, when entries are written, then their order is that of the sequence and the chain is whole', () => {
  const bench = journalBench();
  const journal = bench.begun();
  for (const at of [
    '2031-01-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '2026-03-29T01:59:59Z',
    '2026-10-25T03:00:00+02:00',
  ]) {
    bench.clock.set(at);
    checkIn(journal, people.lin);
  }
  bench.close(journal);
  expect(kindsOf(bench.folder)).toHaveLength(4);
  expect(bench.open().head().entries).toBe(4);
});

test('Given a data folder that was moved, when it is opened at its new place, then everything is there', () => {
  const bench = journalBench();
  const journal = bench.begun();
  const { entry } = checkIn(journal, people.lin);
  bench.close(journal);
  const moved = path.join(temporaryFolder(), 'elsewhere');
  renameSync(bench.folder, moved);
  const again = journalBench({ folder: moved, masterKey: bench.masterKey }).open();
  expect(again.identity).toEqual(terminalIdentity);
  expect(again.entry(entry)?.body).toMatchObject({ claims: people.lin });
});

test('Given a disk that has become read-only, when an entry is to be written, then it is refused in words and nothing is broken', ({
  skip,
}) => {
  const { disk, missing } = diskInMemory(8);
  if (disk === undefined) return skip(missing);
  const folder = path.join(disk, 'desk');
  const bench = journalBench({ folder });
  const journal = bench.begun();
  checkIn(journal, people.lin);
  bench.close(journal);
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  expect(() => writeFileSync(path.join(disk, 'probe'), '')).toThrow();
  let code: string | undefined;
  try {
    checkIn(bench.open(), people.lin);
  } catch (thrown) {
    code = thrown instanceof VestibuleError ? thrown.code : String(thrown);
  }
  expect(code).toBe('journal-unavailable');
  execFileSync('mount', ['-o', 'remount,rw', disk]);
  expect(kindsOf(folder)).toEqual(['check-in']);
});
