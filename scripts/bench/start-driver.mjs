/**
 * Measures starts of the real program beside a bare window in the same runtime, turn about: time from the command to
 * "ready to scan", in live work and in training, memory of all its processes, and how long a killed process is away.
 * Writes `start.json` into VESTIBULE_OUT.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { AuthorityProcess } from '../soak/authority-process.mjs';

const ROUNDS = 5;
/** What a window needs after it is there, before its memory is looked at. */
const SETTLED_MS = 3_000;

const folders = [];
const authority = new AuthorityProcess(path.join(await newFolder(), 'authority'));
const said = await authority.start();
const keyFile = path.join(await newFolder(), 'key');
writeFileSync(keyFile, '07'.repeat(32), { mode: 0o600 });

// Machines that were set up before: the very first start makes keys, enrols, and makes sample codes, which no other does.
const program = path.resolve('.');
const live = {
  folder: program,
  args: [
    `--authority=http://127.0.0.2:${authority.port}`,
    `--enrol=${said.enrolmentCodes[0]}`,
    `--key-file=${keyFile}`,
  ],
  profile: await newFolder(),
};
const training = { folder: program, args: ['--training'], profile: await newFolder() };
const bare = { folder: path.resolve('scripts/bench/bare-window'), args: [], profile: await newFolder() };

const rounds = [];
try {
  // The first round sets the machines up, fills the caches of the disk, and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const each = {
      bare: await start(bare, false),
      live: await start(live, round === ROUNDS),
      training: await start(training, false),
    };
    if (round > 0) rounds.push(each);
  }
} finally {
  await authority.stop();
}
const medianOf = (pick) => {
  const values = rounds.map(pick).sort((one, other) => one - other);
  return values[Math.floor(values.length / 2)];
};
const startOf = (which) => medianOf((round) => round[which].ms);
const memoryOfAll = (which) => medianOf((round) => round[which].megabytes);
const figures = [
  ratio('cold-start', 'ms', startOf('live'), startOf('bare'), 1.5),
  ratio('cold-start-training', 'ms', startOf('training'), startOf('bare'), 1.5),
  ratio('rss', 'MB', memoryOfAll('live'), memoryOfAll('bare'), 1.6),
  ratio('rss-training', 'MB', memoryOfAll('training'), memoryOfAll('bare'), 1.6),
  { ...ratio('host-restart', 'ms', Math.max(...rounds.at(-1).live.away), 1_000, 1), goal: 'within 1 s' },
];
await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
await writeFile(path.join(process.env.VESTIBULE_OUT ?? '.', 'start.json'), JSON.stringify(figures));

async function start({ folder, args, profile }, restarts) {
  const begun = Date.now();
  const app = await _electron.launch({
    args: [folder, ...args, `--user-data-dir=${profile}`, '--disable-gpu'],
    chromiumSandbox: true,
    env: process.env,
  });
  try {
    const page = await app.firstWindow();
    const ms = (await page.evaluate(whenReady)) - begun;
    await setTimeout(SETTLED_MS);
    const megabytes = memoryOf(app.process().pid) / 1e6;
    const away = restarts ? await timesAway(app) : [];
    return { ms, megabytes, away };
  } finally {
    await app.close();
  }
}

/** The moment in which the page says so, told by itself: whoever asks now and then hears it up to half a second late. */
function whenReady() {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector('[data-outcome="idle"]')) return;
      watching.disconnect();
      resolve(Date.now());
    };
    const watching = new MutationObserver(look);
    watching.observe(document, { subtree: true, childList: true, attributes: true });
    look();
  });
}

async function newFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-bench-'));
  folders.push(folder);
  return folder;
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
