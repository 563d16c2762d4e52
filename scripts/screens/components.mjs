import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { _electron } from 'playwright-core';

/** The picture of the whole page of components, in the same Electron. `take` writes the picture of a page under a name. */
export async function components(take) {
  const server = spawn(process.execPath, ['scripts/components.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const app = await _electron.launch({
    args: [path.resolve('scripts/bench/bare-window'), '--disable-gpu'],
    chromiumSandbox: true,
    env: process.env,
  });
  try {
    const page = await app.firstWindow();
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`components: ${message.text()}`);
    });
    page.on('pageerror', (error) => console.error(`components: ${error.message}`));
    await page.goto(await address(server));
    await page.locator('.contrast-table').last().waitFor();
    await take(page, 'components');
  } finally {
    await app.close().catch(() => undefined);
    server.kill();
  }
}

async function address(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /http:\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('The page of components is not served.');
}
