import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkout, toolPath } from '../setup/checkout.mjs';
import { must } from '../setup/command.mjs';

/** Where the packages of a check lie: never where a release does. */
export const checked = path.join(checkout, 'out', 'packages');

/**
 * Makes the packages that need no download (a folder, .tar.gz, .deb) around the Electron of this machine. They are for
 * the check alone: with the test runtime inside they are never shipped.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 */
export async function makePackages(runtime) {
  await rm(checked, { recursive: true, force: true });
  await mkdir(checked, { recursive: true });
  await pack(runtime, ['dir', 'tar.gz', 'deb']);
}

/**
 * Only the folder with the program.
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 */
export function packFolder(runtime) {
  return pack(runtime, ['dir']);
}

/**
 * @param {import('../setup/electron-runtime.mjs').Runtime} runtime
 * @param {readonly string[]} targets
 */
async function pack(runtime, targets) {
  const electron = path.join(checked, 'electron');
  await cp(path.dirname(runtime.executable), electron, { recursive: true, verbatimSymlinks: true });
  // The page that a bare Electron shows would be found beside our own program.
  await rm(path.join(electron, 'resources', 'default_app.asar'), { force: true });
  const sevenZip = path.join(checkout, 'node_modules', '7zip-bin', 'linux', 'x64', '7za');
  if (existsSync(sevenZip)) await chmod(sevenZip, 0o755);
  await must(
    'Packaging',
    'electron-builder',
    [
      '--linux',
      ...targets,
      '--publish',
      'never',
      `-c.electronDist=${electron}`,
      `-c.electronVersion=${runtime.version}`,
      `-c.directories.output=${checked}`,
    ],
    {
      env: {
        ...process.env,
        PATH: toolPath,
        ELECTRON_BUILDER_7ZIP_PATH: sevenZip,
        ELECTRON_BUILDER_COMPRESSION_LEVEL: '3',
        CUSTOM_FPM_PATH: path.join(checkout, 'scripts', 'package', 'fpm-deb.mjs'),
      },
    },
  );
  await rm(electron, { recursive: true, force: true });
}
