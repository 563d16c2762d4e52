import { createHash } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { toolPath } from '../setup/checkout.mjs';
import { must } from '../setup/command.mjs';
import { checked, packFolder } from './make-packages.mjs';

/**
 * Builds and packs everything once more: the same sources give the same bytes of the archive with the whole program.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @returns {Promise<import('./look-inside.mjs').Finding>}
 */
export async function sameAgain(runtime) {
  const first = await digestOfArchive();
  const kept = path.join(checked, 'first-unpacked');
  await rename(path.join(checked, 'linux-unpacked'), kept);
  await must('Building once more', 'npm', ['run', 'build'], {
    env: { ...process.env, ...runtime.environment, PATH: toolPath },
  });
  await packFolder(runtime);
  const second = await digestOfArchive();
  await rm(path.join(checked, 'linux-unpacked'), { recursive: true, force: true });
  await rename(kept, path.join(checked, 'linux-unpacked'));
  return {
    name: 'the same sources give the same archive again',
    ok: first === second,
    found:
      first === second
        ? `SHA-256 ${first.slice(0, 16)}…`
        : `${first.slice(0, 16)}… and ${second.slice(0, 16)}…`,
  };
}

async function digestOfArchive() {
  const archive = await readFile(path.join(checked, 'linux-unpacked', 'resources', 'app.asar'));
  return createHash('sha256').update(archive).digest('hex');
}
