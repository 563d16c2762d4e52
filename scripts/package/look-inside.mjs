import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, FuseState, getCurrentFuseWire } from '@electron/fuses';
import { ask } from '../setup/command.mjs';
import { checked } from './make-packages.mjs';

/**
 * @typedef {{ name: string, ok: boolean, found: string }} Finding
 */

/** What is in the packages and what is not, as a release has to be. @returns {Promise<Finding[]>} */
export async function lookInside() {
  const folder = path.join(checked, 'linux-unpacked');
  const resources = path.join(folder, 'resources');
  const files = listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const unpacked = await filesBelow(path.join(resources, 'app.asar.unpacked'));
  const deb = (await readdir(checked)).find((name) => name.endsWith('.deb')) ?? '';
  const tar = (await readdir(checked)).find((name) => name.endsWith('.tar.gz')) ?? '';
  const content = (await ask('dpkg-deb', ['-c', path.join(checked, deb)])).output;
  const control = (await ask('dpkg-deb', ['-f', path.join(checked, deb)])).output;
  const inDeb = (/** @type {string} */ name) => content.split('\n').find((line) => line.endsWith(name)) ?? '';
  const natives = unpacked.filter((file) => file.endsWith('.node'));
  const foreign = files.filter(
    (file) => /\.(ts|tsx|map)$|\/(test|scripts|docs)\//.test(file) && !file.includes('/node_modules/'),
  );
  const writable = content
    .split('\n')
    .filter((line) => /^-?.{4}w|^.{8}w/.test(line) && !line.startsWith('l'));
  return [
    ...(await fuses(path.join(folder, 'vestibule'))),
    finding('native modules lie outside the archive', natives.length >= 2, `${natives.length} of them`),
    finding(
      'no sources, tests or maps inside',
      foreign.length === 0,
      foreign.slice(0, 3).join(', ') || 'none',
    ),
    finding(
      'licence and notices inside',
      ['/LICENSE', '/dist/THIRD-PARTY-NOTICES.txt', '/dist/sbom.cdx.json'].every((file) =>
        files.includes(file),
      ),
      'LICENSE, notices, SBOM',
    ),
    finding(
      'the deb brings the readers’ udev rule',
      inDeb('60-vestibule-readers.rules') !== '',
      inDeb('60-vestibule-readers.rules'),
    ),
    finding(
      'the deb brings the kiosk’s unit',
      inDeb('vestibule-kiosk.service') !== '',
      inDeb('vestibule-kiosk.service'),
    ),
    finding(
      'everything in the deb belongs to root',
      !content.split('\n').some((line) => line !== '' && !line.includes('root/root')),
      deb,
    ),
    finding('nothing in the deb is writable for others', writable.length === 0, writable[0] ?? 'none'),
    finding(
      'the deb names package, version and maintainer',
      /^Package: vestibule$/m.test(control) && /^Maintainer: .+@/m.test(control),
      (/^Version: .*$/m.exec(control) ?? [''])[0],
    ),
    ...(await Promise.all(
      [deb, tar].map(async (name) => {
        const { size } = await stat(path.join(checked, name));
        return finding(
          `size of the ${name.endsWith('.deb') ? '.deb' : '.tar.gz'}`,
          size < 160e6,
          `${(size / 1e6).toFixed(1)} MB`,
        );
      }),
    )),
    finding(
      'size of the program without the runtime',
      (await sizeOf(path.join(resources, 'app.asar'))) < 60e6,
      `${((await sizeOf(path.join(resources, 'app.asar'))) / 1e6).toFixed(1)} MB`,
    ),
  ];
}

/** @param {string} binary @returns {Promise<Finding[]>} */
async function fuses(binary) {
  const wire = await getCurrentFuseWire(binary);
  const wanted = {
    RunAsNode: FuseState.DISABLE,
    EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
    EnableNodeCliInspectArguments: FuseState.DISABLE,
    EnableCookieEncryption: FuseState.ENABLE,
    EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
    OnlyLoadAppFromAsar: FuseState.ENABLE,
    GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
  };
  return Object.entries(wanted).map(([name, state]) => {
    const found = wire[FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)]];
    return finding(`fuse ${name}`, found === state, found === FuseState.ENABLE ? 'on' : 'off');
  });
}

/** @param {string} name @param {boolean} ok @param {string} found @returns {Finding} */
const finding = (name, ok, found) => ({ name, ok, found });

/** @param {string} folder @returns {Promise<string[]>} */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** @param {string} file */
async function sizeOf(file) {
  return (await stat(file)).size;
}
