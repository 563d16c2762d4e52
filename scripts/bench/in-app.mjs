import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildIfStale } from '../setup/build.mjs';
import { prepare } from '../setup/prepare.mjs';
import { inSandbox } from '../setup/sandbox.mjs';

/**
 * Measures in the real app, on a display: a part of counter-figures.mjs, so many times. VESTIBULE_BENCH_TIMES makes it shorter.
 * @param {string} part
 * @param {number} times
 * @returns {Promise<import('./figures.mjs').Measured[]>}
 */
export async function measureInApp(part, times) {
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  return inSandbox(runtime, async (sandbox) => {
    const often = String(process.env.VESTIBULE_BENCH_TIMES ?? times);
    const status = await sandbox.run('node', ['scripts/bench/counter-figures.mjs', part, often]);
    if (status !== 0) throw new Error(`the app could not be driven (status ${status})`);
    return JSON.parse(await readFile(path.join(sandbox.out, 'figures.json'), 'utf8'));
  });
}
