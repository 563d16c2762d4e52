// npm run update:check: installs the packaged program as version folders, and brings it real updates by a server on this machine:
// a good one, one that was tampered with, and one that does not start. What is made here is never shipped.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { checked, packFolder } from './package/make-packages.mjs';
import { makeVersion } from './package/make-version.mjs';
import { bringBack } from './setup/bring-back.mjs';
import { buildIfStale } from './setup/build.mjs';
import { must } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';
import { progress } from './setup/progress.mjs';
import { inSandbox } from './setup/sandbox.mjs';
import { script } from './setup/stop.mjs';

await script(async () => {
  const runtime = await prepare({ tests: true });
  await buildIfStale(runtime);
  await rm(checked, { recursive: true, force: true });
  await mkdir(checked, { recursive: true });
  await progress('Packaging', () => packFolder(runtime));
  return inSandbox(runtime, async (sandbox) => {
    const folder = path.join(path.dirname(sandbox.out), 'releases');
    await mkdir(folder, { mode: 0o755 });
    const key = path.join(folder, 'release.key');
    await must('A release key', 'node', ['scripts/release.mjs', 'key', '--out', key]);
    const unpacked = path.join(checked, 'linux-unpacked');
    for (const [version, broken] of /** @type {const} */ ([
      ['0.1.0', false],
      ['0.1.1', false],
      ['0.1.2', true],
    ])) {
      await progress(`Version ${version}`, () => makeVersion({ unpacked, folder, version, broken, key }));
    }
    await rm(key);
    const status = await sandbox.run('node', ['scripts/package/update-driver.mjs', folder]);
    await bringBack(sandbox.out, 'out/update-check');
    await rm(unpacked, { recursive: true, force: true });
    return status;
  });
});
