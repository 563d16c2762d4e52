/** The figures of the journal (STORAGE, Goals), each beside the raw limit of the same disk in the same run. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Conf from 'conf';
import type { Journal } from '../../main/journal/journal';
import { checkInBody, stayRetention } from '../support/journal-samples';
import { type Figure, type Unmeasured, median, rounded } from './figure';
import { checkIn, fill, guest, opened } from './journal-of';

const ROWS = Number(process.env['VESTIBULE_BENCH_ROWS'] ?? 1_000_000);
const ROUNDS = 300;
const RECORD = 600;

/** On the disk of the checkout: a temporary folder may lie in memory. */
function withFolder<T>(work: (folder: string) => T): T {
  mkdirSync('out', { recursive: true });
  const folder = mkdtempSync(path.resolve('out/bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of one call. */
function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** The physical limit: 600 bytes appended and `fdatasync`. */
function rawAppender(folder: string) {
  const handle = openSync(path.join(folder, 'raw'), 'w');
  const record = Buffer.alloc(RECORD, 97);
  return {
    append() {
      writeSync(handle, record);
      fdatasyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

/** A durable, encrypted, chained and indexed check-in against the raw limit; turn about, so that both see the same disk. */
export function commit(): Figure {
  return withFolder((folder) => {
    const journal = opened(path.join(folder, 'journal'));
    const raw = rawAppender(folder);
    const [ours, limit]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      limit.push(timed(() => raw.append()));
      ours.push(timed(() => checkIn(journal, round)));
    }
    raw.close();
    journal.close();
    return over('commit', median(ours), 'ms', median(limit), 2.5);
  });
}

/** Entries a second in batches of a hundred against one by one; turn about, so that both see the same disk and runtime. */
export function batch(): Figure {
  return withFolder((folder) => {
    const journal = opened(path.join(folder, 'journal'));
    const hundred = (round: number) =>
      Array.from({ length: 100 }, (_, index) => {
        const number = round * 100 + index;
        const body = checkInBody(guest(number), { room: String(index) });
        return { kind: 'check-in', body, options: { retention: stayRetention } } as const;
      });
    const [singles, batches]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      singles.push(timed(() => checkIn(journal, round)));
      if (round % 15 !== 0) continue;
      const party = hundred(round);
      batches.push(timed(() => journal.appendAll(party)));
    }
    const [single, batched] = [median(singles), median(batches) / 100];
    journal.close();
    const [value, yardstick] = [1_000 / batched, 1_000 / single];
    const ratio = value / yardstick;
    return {
      name: 'batch',
      value: rounded(value),
      unit: 'entries/s',
      yardstick: rounded(yardstick),
      ratio: rounded(ratio),
      goal: '≥ 8',
      ok: ratio >= 8,
    };
  });
}

/** An exact lookup and a commit with a million entries behind them, against a thousand. */
export function atOneMillion(): Figure[] {
  return withFolder((folder) => {
    const [small, large] = [path.join(folder, 'small'), path.join(folder, 'large')];
    for (const each of [small, large]) mkdirSync(each);
    fill(small, 1_000);
    fill(large, ROWS, (written) => console.error(`filling: ${written} of ${ROWS}`));
    const [few, many, none] = [opened(small), opened(large), opened(path.join(folder, 'empty'))];
    const openedAgain = timed(() => {
      many.close();
      return opened(large).close();
    });
    console.error(`closed and opened again with ${ROWS} entries in ${openedAgain.toFixed(1)} ms`);
    const again = opened(large);
    const lookups = compare(
      (round) => find(again, (round * 7_919) % ROWS),
      (round) => find(few, (round * 7_919) % 1_000),
    );
    const commits = compare(
      (round) => checkIn(again, ROWS + round),
      (round) => checkIn(none, round),
    );
    for (const journal of [again, few, none]) journal.close();
    return [
      over('lookup-at-1m', lookups.value, 'ms', lookups.yardstick, 1.5),
      over('commit-at-1m', commits.value, 'ms', commits.yardstick, 1.5),
    ];
  });
}

/** The whole document number, as a clerk types it, over the whole history. */
function find(journal: Journal, number: number): void {
  const search = guest(number).documentNumber ?? '';
  const page = journal.guests.page({ search, filter: 'all', offset: 0, limit: 50 }, new Date());
  if (page.guests.length !== 1) throw new Error(`A lookup found ${page.guests.length} guests.`);
}

/** Medians of two things done turn about. */
function compare(ours: (round: number) => void, other: (round: number) => void) {
  const [values, yardsticks]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    yardsticks.push(timed(() => other(round)));
    values.push(timed(() => ours(round)));
  }
  return { value: median(values), yardstick: median(yardsticks) };
}

/** A record in electron-store (its store is the package conf, which needs no Electron) with ten thousand in it, against a commit of ours with as many. */
export function vsElectronStore(): Figure {
  return withFolder((folder) => {
    const records = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, number) => [`entry${number}`, checkInBody(guest(number))]),
    );
    const store = new Conf<Record<string, unknown>>({
      cwd: folder,
      projectName: 'bench',
      projectVersion: '1.0.0',
    });
    store.store = { records };
    const theirs = median(
      Array.from({ length: 9 }, (_, round) =>
        timed(() => store.set(`records.more${round}`, checkInBody(guest(round)))),
      ),
    );
    const journalFolder = path.join(folder, 'journal');
    mkdirSync(journalFolder);
    fill(journalFolder, 10_000);
    const journal = opened(journalFolder);
    const ours = median(Array.from({ length: ROUNDS }, (_, round) => timed(() => checkIn(journal, round))));
    journal.close();
    const ratio = theirs / ours;
    return {
      name: 'vs-electron-store',
      value: rounded(ours),
      unit: 'ms',
      yardstick: rounded(theirs),
      ratio: rounded(ratio),
      goal: '≥ 100',
      ok: ratio >= 100,
    };
  });
}

const COMMITS = 400;

/** Syncs and bytes written for a commit, counted by the system itself. */
export function writes(): (Figure | Unmeasured)[] {
  return withFolder((folder) => {
    const trace = path.join(folder, 'trace');
    const calls = 'fsync,fdatasync,write,pwrite64,writev,pwritev';
    const program = fileURLToPath(import.meta.url);
    const run = spawnSync(
      'strace',
      [
        '-f',
        '-y',
        '-s',
        '0',
        '-e',
        `trace=${calls}`,
        '-o',
        trace,
        process.execPath,
        program,
        'write-only',
        folder,
      ],
      { stdio: 'ignore' },
    );
    if (run.status !== 0) {
      const reason = 'strace is missing, or may not trace here';
      return ['commit-syncs', 'commit-bytes'].map((name) => ({ name, ok: false, reason }));
    }
    // Between the two marks lies nothing but commits.
    const lines = readFileSync(trace, 'utf8').split('\n');
    const [from, to] = [
      lines.findIndex((line) => line.includes('mark-1')),
      lines.findIndex((line) => line.includes('mark-2')),
    ];
    const inside = lines.slice(from, to).filter((line) => line.includes('journal.db'));
    const syncs = inside.filter((line) => /\b(fsync|fdatasync)\(/.test(line)).length;
    const bytes = inside.reduce((sum, line) => sum + writtenBytes(line), 0);
    return [
      over('commit-syncs', syncs, 'fsync', COMMITS, 1.05),
      over('commit-bytes', bytes / 1024, 'KB', COMMITS, 20),
    ];
  });
}

function writtenBytes(line: string): number {
  return /\b(write|pwrite64|writev|pwritev)\(/.test(line) ? Number(/= (\d+)$/.exec(line)?.[1] ?? 0) : 0;
}

/** What is traced: commits alone, after the first ones have settled the file. */
function writeOnly(folder: string): void {
  const journal = opened(path.join(folder, 'journal'));
  for (let number = 0; number < 50; number += 1) checkIn(journal, number);
  closeSync(openSync(path.join(folder, 'mark'), 'w'));
  mark(folder, 'mark-1');
  for (let number = 50; number < 50 + COMMITS; number += 1) checkIn(journal, number);
  mark(folder, 'mark-2');
  journal.close();
}

function mark(folder: string, name: string): void {
  const handle = openSync(path.join(folder, name), 'w');
  writeSync(handle, name);
  closeSync(handle);
}

function over(name: string, value: number, unit: string, yardstick: number, most: number): Figure {
  const ratio = value / yardstick;
  return {
    name,
    value: rounded(value),
    unit,
    yardstick: rounded(yardstick),
    ratio: rounded(ratio),
    goal: `≤ ${most}`,
    ok: ratio <= most,
  };
}

if (process.argv[2] === 'write-only') writeOnly(process.argv[3] ?? '');
