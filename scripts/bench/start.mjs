import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildIfStale } from '../setup/build.mjs';
import { prepare } from '../setup/prepare.mjs';
import { inSandbox } from '../setup/sandbox.mjs';

/**
 * Starts of the real program beside a bare window, where Electron's sandbox works.
 * @returns {Promise<import('./figures.mjs').Measured[]>}
 */
export async function measureStarts() {
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  return inSandbox(runtime, async (sandbox) => {
    const status = await sandbox.run('node', ['scripts/bench/start-driver.mjs']);
    if (status !== 0) throw new Error('The program could not be started for measuring.');
    return JSON.parse(await readFile(path.join(sandbox.out, 'start.json'), 'utf8'));
  });
}
