/**
 * A day at the counter, compressed: a clerk checks people in without a pause on the real Electron, while network, authority,
 * processes, readers and clock fail in turn. Arguments: minutes, seed. Writes soak.json and soak.md into VESTIBULE_OUT.
 */
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { AuthorityProcess } from './authority-process.mjs';
import { Clerk } from './clerk.mjs';
import { faultsOf } from './faults.mjs';
import { Line } from './line.mjs';
import { Memory } from './memory.mjs';
import { reckon } from './reckoning.mjs';
import { inWords } from './report.mjs';

const [minutes, seed] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(path.join(tmpdir(), 'soak-'));
const out = process.env.VESTIBULE_OUT ?? 'out';
await mkdir(out, { recursive: true });
const clock = path.join(folder, 'clock');
writeFileSync(clock, '0');
const keyFile = path.join(folder, 'key');
writeFileSync(keyFile, '07'.repeat(32), { mode: 0o600 });

const authority = new AuthorityProcess(path.join(folder, 'authority'));
const said = await authority.start();
const line = new Line(authority.port);
const profile = path.join(folder, 'profile');
let app;
try {
  const report = await soak();
  await writeFile(path.join(out, 'soak.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(path.join(out, 'soak.md'), inWords(report));
  process.exitCode = report.whole ? 0 : 1;
} finally {
  await app?.close().catch(() => undefined);
  line.close();
  await authority.stop();
}

async function soak() {
  app = await launched();
  const page = await app.firstWindow();
  await page
    .locator('[data-outcome="idle"]')
    .waitFor({ timeout: 60_000 })
    .catch(async () => {
      throw new Error(`The counter is not ready: ${await page.locator('body').innerText()}`);
    });
  const clerk = new Clerk(page, said.samples, seed);
  await clerk.call('settings.write', { sounds: false });

  const ends = performance.now() + minutes * 60_000;
  const faults = faultsOf({ app, clerk, line, authority, clock, seed, ends });
  const memory = new Memory();
  const sampling = sample(memory, ends);
  const failing = faults.run();
  while (performance.now() < ends) await clerk.serveOne();
  await Promise.all([failing, sampling]);

  await faults.mend();
  await clerk.drained();
  const { outbox } = await clerk.call('state.read');
  await app.close();
  await authority.stop();

  const reckoning = reckon({
    data: path.join(profile, 'live'),
    authority: path.join(authority.folder, 'authority.db'),
    recorded: clerk.recorded,
  });
  const told = clerk.recorded.length;
  return {
    minutes,
    seed,
    whole: isWhole(reckoning, clerk.recorded) && faults.slowestRestart <= 1_000,
    told,
    scans: clerk.scans,
    repeated: clerk.repeated,
    queued: outbox.queued,
    ...reckoning,
    faults: faults.counts,
    restarts: { count: faults.restarts, slowestMilliseconds: faults.slowestRestart },
    memory: memory.growth(),
  };
}

function isWhole({ lost, undelivered, twice, foreign, gaps, chain, checkIns }, recorded) {
  return (
    lost + undelivered + twice + foreign + gaps === 0 &&
    chain &&
    recorded.length > 0 &&
    new Set(recorded).size === recorded.length &&
    checkIns === recorded.length
  );
}

async function sample(memory, ends) {
  while (performance.now() < ends) {
    const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics());
    memory.sample(metrics, { 'reference authority': authority.pid });
    await setTimeout(5_000);
  }
}

function launched() {
  return _electron.launch({
    args: [
      path.resolve('.'),
      `--authority=http://127.0.0.1:${authority.port}`,
      `--enrol=${said.enrolmentCodes[0]}`,
      `--key-file=${keyFile}`,
      `--user-data-dir=${profile}`,
      '--disable-gpu',
    ],
    chromiumSandbox: true,
    timeout: 120_000,
    env: {
      ...process.env,
      VESTIBULE_SOAK_CLOCK: clock,
      NODE_OPTIONS: `--require=${path.resolve('scripts/soak/jumping-clock.cjs')}`,
    },
  });
}
