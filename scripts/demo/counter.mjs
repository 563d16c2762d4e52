import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';

/**
 * Opens the real app in training mode with a profile of its own, for a driver that acts as the clerk.
 * `args` in place of `--training` opens it in another way; `furnish` puts files into the profile before. `call` asks the terminal through the bridge of the window; `close` ends the app and removes the profile.
 */
export async function openCounter(size, args = ['--training'], furnish = async (_profile) => {}) {
  const profile = await mkdtemp(path.join(tmpdir(), 'vestibule-counter-'));
  await furnish(profile);
  const app = await _electron.launch({
    args: [path.resolve('.'), ...args, `--user-data-dir=${profile}`, '--disable-gpu'],
    chromiumSandbox: true,
    env: process.env,
  });
  const page = await app.firstWindow();
  if (size) await resize(app, page, size);
  return {
    app,
    page,
    profile,
    call: (name, request = {}) => call(page, name, request),
    idle: () => page.locator('[data-outcome="idle"]').waitFor(),
    async close() {
      await app.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits until `condition` answers true; throws after `limit` milliseconds. */
export async function until(condition, limit = 20_000) {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The terminal did not get there in time.');
    await new Promise((resolve) => setTimeout(resolve, 100));
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

async function resize(app, page, size) {
  const window = await app.browserWindow(page);
  await window.evaluate(
    (native, { width, height }) => native.setContentBounds({ x: 0, y: 0, width, height }),
    size,
  );
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}
