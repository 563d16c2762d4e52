import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout, toolPath } from './checkout.mjs';
import { ask } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { progress } from './progress.mjs';
import { Stop } from './stop.mjs';

const sources = [
  'main',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const stamp = path.join(checkout, 'dist', '.built-from');

/**
 * Builds the app, unless `dist` was built from these very sources for this Electron.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
export async function buildIfStale(runtime) {
  // Read before the build: what changes meanwhile is built next time.
  const now = `${await fingerprint(checkout, sources)} electron ${runtime.version}\n`;
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return;
  await progress('Building the app', async () => {
    const env = { ...process.env, ...runtime.environment, PATH: toolPath };
    const { status, output } = await ask('npm', ['run', 'build'], { env });
    if (status !== 0) throw new Stop(`${output}\nThe build failed.`, 1);
  });
  await writeFile(stamp, now);
}

/** A build by hand says nothing of the sources it saw, so it is not taken for a fresh one later. */
export const forgetBuild = () => rm(stamp, { force: true });
