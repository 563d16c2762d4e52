/**
 * Starts an installed program, checks a citizen in, and ends it. The inspector's fuse is off in a package, so it is driven
 * by Chromium's own port. Arguments: the program. Writes a picture into VESTIBULE_OUT; its last line is JSON.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const [program = ''] = process.argv.slice(2);
const spoken = await promisify(execFile)(path.join(path.dirname(program), 'vestibule-cli'), ['--version']);
const profile = await mkdtemp(path.join(tmpdir(), 'packaged-'));
const child = spawn(
  program,
  ['--training', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--disable-gpu'],
  { stdio: ['ignore', 'inherit', 'pipe'] },
);
try {
  const browser = await chromium.connectOverCDP(await endpoint());
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.locator('[data-outcome="idle"]').waitFor();
  const call = (name, request = {}) =>
    page.evaluate(
      async ([name, request]) => {
        const answer = await window.vestibule.call(name, request);
        if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
        return answer.reply;
      },
      [name, request],
    );
  const sample = (await call('training.samples')).find(
    (s) => s.format === 'claim-169' && s.expect === 'verified',
  );
  await call('training.present', { id: sample.id });
  await page.locator('[data-outcome="verified"]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Room' }).fill('412');
  await page.getByRole('button', { name: 'Record check-in' }).click();
  await page.getByRole('heading', { name: 'Recorded' }).waitFor();
  await page.screenshot({ path: path.join(process.env.VESTIBULE_OUT ?? '.', 'packaged.png') });
  const { today, journal } = await call('state.read');
  const { version, electron } = await call('about');
  console.log(
    JSON.stringify({
      version,
      commandLine: spoken.stdout.trim(),
      electron,
      checkedIn: today.checkedIn,
      entries: journal.entries,
      at: page.url(),
    }),
  );
  await browser.close();
} finally {
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

function endpoint() {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      log += chunk;
      const found = /DevTools listening on (ws:\S+)/.exec(log);
      if (found) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was there.\n${log}`)));
  });
}
