import { isRoot } from './checkout.mjs';
import { ask, must } from './command.mjs';
import { hasDisplay } from './display.mjs';
import { missingPackages, systemPackages } from './missing-packages.mjs';
import { progress } from './progress.mjs';
import { Stop } from './stop.mjs';

/**
 * On Debian and its children: what Electron and the virtual display need of the system. Root installs what is
 * missing; anybody else is told the command. On other systems there is no package database to ask, so nothing is done.
 * @param {{ tests: boolean }} wanted whether tests will drive the app
 * @returns {Promise<readonly import('./missing-packages.mjs').SystemPackage[]>} what was installed now
 */
export async function systemLibraries({ tests }) {
  if (process.platform !== 'linux') return [];
  const names = systemPackages.flatMap(({ name, renamed }) => (renamed ? [name, renamed] : [name]));
  const { status, output } = await ask('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Abbrev}\n',
    ...names,
  ]);
  if (status === -1) return [];
  const missing = missingPackages(output, { display: !hasDisplay(), tests });
  if (missing.length === 0) return [];
  if (!isRoot) {
    throw new Stop(`System libraries are missing. Install them once with:\n\n  ${aptCommand(missing)}\n`);
  }
  await progress(`Installing system libraries (${missing.map(({ name }) => name).join(' ')})`, () =>
    install(missing),
  );
  return missing;
}

/** @param {readonly import('./missing-packages.mjs').SystemPackage[]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  await must('Reading the package lists', 'apt-get', ['update', '-qq', ...wait], { env });
  const known = await Promise.all(missing.map(nameOnThisSystem));
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...wait, ...known];
  await must('Installing system libraries', 'apt-get', args, { env });
}

/**
 * The name to install it by. Newer releases renamed some packages; the old name may still stand for several others there.
 * @param {import('./missing-packages.mjs').SystemPackage} wanted
 * @returns {Promise<string>}
 */
async function nameOnThisSystem({ name, renamed }) {
  if (!renamed) return name;
  return (await ask('apt-cache', ['show', '--no-all-versions', renamed])).status === 0 ? renamed : name;
}

/** @param {readonly import('./missing-packages.mjs').SystemPackage[]} missing */
const aptCommand = (missing) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.map(({ name }) => name).join(' ')}`;
