/**
 * Measures starts of the real program beside a bare window in the same runtime, turn about: time from the command to
 * "ready to scan", memory of all its processes, and how long a killed process is away. Writes `start.json` into VESTIBULE_OUT.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron } from 'playwright-core';

const ROUNDS = 5;
/** What a window needs after it is there, before its memory is looked at. */
const SETTLED_MS = 3_000;

// A machine that was set up before: its very first start makes keys and sample codes, which no other does.
const ours = { folder: path.resolve('.'), args: ['--training'], profile: await newProfile() };
const bare = { folder: path.resolve('scripts/bench/bare-window'), args: [], profile: await newProfile() };

const rounds = [];
// The first round sets the machine up, fills the caches of the disk, and is not counted.
for (let round = 0; round <= ROUNDS; round += 1) {
  const both = { ours: await start(ours, round === ROUNDS), bare: await start(bare, false) };
  if (round > 0) rounds.push(both);
}
const medianOf = (pick) => {
  const values = rounds.map(pick).sort((one, other) => one - other);
  return values[Math.floor(values.length / 2)];
};
const figures = [
  ratio(
    'cold-start',
    'ms',
    medianOf(({ ours }) => ours.ms),
    medianOf(({ bare }) => bare.ms),
    1.5,
  ),
  ratio(
    'rss',
    'MB',
    medianOf(({ ours }) => ours.megabytes),
    medianOf(({ bare }) => bare.megabytes),
    1.6,
  ),
  { ...ratio('host-restart', 'ms', Math.max(...rounds.at(-1).ours.away), 1_000, 1), goal: 'within 1 s' },
];
for (const { profile } of [ours, bare]) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
await writeFile(path.join(process.env.VESTIBULE_OUT ?? '.', 'start.json'), JSON.stringify(figures));

async function start({ folder, args, profile }, restarts) {
  const begun = performance.now();
  const app = await _electron.launch({
    args: [folder, ...args, `--user-data-dir=${profile}`, '--disable-gpu'],
    chromiumSandbox: true,
    env: process.env,
  });
  try {
    const page = await app.firstWindow();
    await page.locator('[data-outcome="idle"]').waitFor();
    const ms = performance.now() - begun;
    await setTimeout(SETTLED_MS);
    const megabytes = memoryOf(app.process().pid) / 1e6;
    const away = restarts ? await timesAway(app) : [];
    return { ms, megabytes, away };
  } finally {
    await app.close();
  }
}

function newProfile() {
  return mkdtemp(path.join(tmpdir(), 'vestibule-bench-'));
}

/** Milliseconds for which each of the two processes beside the shell is away after it was killed. */
async function timesAway(app) {
  const away = [];
  for (const name of ['Vestibule terminal', 'Vestibule reader host']) {
    const before = await pidOf(app, name);
    const begun = performance.now();
    process.kill(before, 'SIGKILL');
    while ([undefined, before].includes(await pidOf(app, name))) await setTimeout(2);
    away.push(performance.now() - begun);
    await setTimeout(SETTLED_MS);
  }
  return away;
}

function pidOf(app, wanted) {
  return app.evaluate(
    ({ app: electron }, name) =>
      electron.getAppMetrics().find((metric) => metric.serviceName === name || metric.name === name)?.pid,
    wanted,
  );
}

/** Resident bytes of a process and all below it. */
function memoryOf(root) {
  const parents = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (pid) =>
    pid === root || (parents.has(pid) && parents.get(pid) !== 0 && below(parents.get(pid)));
  let pages = 0;
  for (const pid of parents.keys()) {
    if (!below(pid)) continue;
    try {
      pages += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    } catch {
      // It ended meanwhile.
    }
  }
  return pages * 4_096;
}

function ratio(name, unit, value, yardstick, goal) {
  const found = value / yardstick;
  const rounded = (number) => Number(number.toPrecision(4));
  return {
    name,
    value: rounded(value),
    unit,
    yardstick: rounded(yardstick),
    ratio: rounded(found),
    goal: `ratio ≤ ${goal}`,
    ok: found <= goal,
  };
}
