/**
 * Installs version 0.1.0 as version folders, starts it, and brings it updates by a server on this machine, as an installer sees
 * it. Argument: the folder with a folder a version. Writes pictures into VESTIBULE_OUT; its last line is JSON.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { readlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const [releases = ''] = process.argv.slice(2);
const out = process.env.VESTIBULE_OUT ?? '.';
const root = await mkdtemp(path.join(tmpdir(), 'update-check-'));
const home = path.join(root, 'home');
const profile = path.join(root, 'profile');
let offered = '0.1.0';
let tamper = false;
const server = createServer(async (request, response) => {
  const name = path.basename(request.url ?? '');
  const bytes = await readFile(path.join(releases, offered, name)).catch(() => undefined);
  if (!bytes) return response.writeHead(404).end();
  if (tamper && name.endsWith('.tar.gz')) bytes[bytes.length >> 1] ^= 1;
  return response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

await mkdir(path.join(home, 'versions', '0.1.0'), { recursive: true });
const first = path.join(releases, '0.1.0', 'vestibule-0.1.0.tar.gz');
execFileSync('tar', ['-xzf', first, '-C', path.join(home, 'versions', '0.1.0'), '--strip-components=1']);
await symlink('versions/0.1.0', path.join(home, 'current'));
await mkdir(profile, { recursive: true });
const updates = { server: `http://127.0.0.1:${server.address().port}` };
await writeFile(
  path.join(profile, 'installation.json'),
  JSON.stringify({ mode: 'training', updates, format: 1 }),
);

const port = 20_000 + (process.pid % 20_000);
spawn(
  path.join(home, 'current', 'vestibule'),
  ['--training', `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, '--disable-gpu'],
  { stdio: 'ignore', detached: true },
).unref();

const found = {};
try {
  let desk = await connect('0.1.0');
  await desk.call('sign-in', { operator: 'installer', pin: '975310' });

  offered = '0.1.1';
  tamper = true;
  await desk.call('updates.look');
  found.tampered = (await settled(desk, ({ last }) => last?.what === 'not-genuine')).last.what;
  tamper = false;

  await desk.call('training.network', { connected: false });
  await checkIn(desk);
  found.withQueue = await desk
    .call('updates.install')
    .catch((failed) => (failed.message.includes('update-not-now') ? 'update-not-now' : failed.message));
  await settled(desk, ({ phase }) => phase === 'waiting');
  await desk.page.screenshot({ path: path.join(out, 'waiting.png') });
  await desk.call('training.network', { connected: true });
  await drained(desk);
  await desk.call('updates.install').catch(() => undefined);
  await desk.end();

  desk = await connect('0.1.1');
  found.entries = (await desk.call('state.read')).journal.entries;
  found.updated = (await settled(desk, ({ last }) => last?.what === 'installed', 120_000)).last.version;
  found.current = readlinkSync(path.join(home, 'current'));

  offered = '0.1.2';
  await desk.call('sign-in', { operator: 'installer', pin: '975310' });
  await drained(desk);
  await desk.call('updates.install').catch((failed) => (found.refused = failed.message));
  await desk.end();

  desk = await connect('0.1.1', 180_000);
  const back = await desk.call('updates.read');
  found.wentBack = back.last;
  found.alerts = (await desk.call('state.read')).alerts.map(({ code }) => code);
  await desk.page.screenshot({ path: path.join(out, 'went-back.png') });
  await desk.call('updates.look');
  found.left = (await settled(desk, ({ left }) => left !== undefined)).left;
  found.versions = await readdir(path.join(home, 'versions'));
  await desk.browser.close();
} finally {
  endAll();
  server.close();
}
const whole =
  found.tampered === 'not-genuine' &&
  found.withQueue === 'update-not-now' &&
  found.updated === '0.1.1' &&
  found.entries > 0 &&
  found.wentBack?.what === 'went-back' &&
  found.alerts.includes('update-went-back') &&
  found.left.reason === 'failed-here';
await writeFile(path.join(out, 'update-check.json'), `${JSON.stringify(found, null, 2)}\n`);
console.log(JSON.stringify({ whole, ...found }));
process.exitCode = whole ? 0 : 1;

/** Waits until the program of this version runs and shows its desk. */
async function connect(version, limit = 60_000) {
  const deadline = Date.now() + limit;
  for (;;) {
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (page) {
        const desk = { browser, page, call: (name, request = {}) => call(page, name, request), end };
        if ((await desk.call('about')).version === version) {
          await until(async () => (await desk.call('state.read')).terminal !== '');
          return desk;
        }
      }
      await browser.close();
    } catch {
      // It is not there yet, or went away.
    }
    if (Date.now() > deadline) throw new Error(`Version ${version} did not come up.`);
    await setTimeout(500);
  }

  /** It is gone, or going. */
  async function end() {
    await this.browser.close().catch(() => undefined);
    await setTimeout(1_000);
  }
}

async function checkIn(desk) {
  const samples = await desk.call('training.samples');
  const sample = samples.find(
    ({ format, expect, text }) => format === 'claim-169' && expect === 'verified' && text,
  );
  const verdict = await desk.call('present', { reader: 'keyboard', text: sample.text });
  const form = { room: '412', arrival: '2030-01-01', departure: '2030-01-02' };
  await desk.call('check-in', { verdict: verdict.id, purpose: verdict.purpose, form });
}

async function drained(desk) {
  await until(async () => {
    await desk.call('drain').catch(() => undefined);
    return (await desk.call('state.read')).outbox.queued === 0;
  });
}

async function settled(desk, condition, limit = 120_000) {
  let standing;
  await until(async () => condition((standing = await desk.call('updates.read'))), limit);
  return standing;
}

async function until(condition, limit = 30_000) {
  const deadline = Date.now() + limit;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
    await setTimeout(200);
  }
}

function call(page, name, request) {
  return page.evaluate(
    async ([name, request]) => {
      const answer = await window.vestibule.call(name, request);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
      return answer.reply;
    },
    [name, request],
  );
}

/** Every process of the program that was started here, by its own folder. */
function endAll() {
  const pids = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`--user-data-dir=${profile}`))
    .map((line) => Number(line.trim().split(' ')[0]));
  for (const pid of pids) {
    try {
      process.kill(pid);
    } catch {
      // It ended meanwhile.
    }
  }
}
