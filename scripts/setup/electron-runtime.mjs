import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, openCacheFolder } from './cache-folder.mjs';
import { checkout, toolPath } from './checkout.mjs';
import { ask } from './command.mjs';
import { progress } from './progress.mjs';
import { chooseRuntime } from './runtime-choice.mjs';
import { Stop } from './stop.mjs';
import { prepareTestRuntime, testRuntime } from './test-runtime.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} label for people: which Electron this is
 * @property {string} version
 * @property {string} executable
 * @property {boolean} elsewhere whether it is outside node_modules/electron
 * @property {Record<string, string>} environment what makes Electron, Playwright and electron-vite use it
 */

const electronPackage = path.join(checkout, 'node_modules', 'electron');
const downloadSeconds = 600;
const executable =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/**
 * Finds or fetches an Electron for this machine.
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const wanted = JSON.parse(read(path.join(electronPackage, 'package.json'))).version;
  const choice = chooseRuntime({
    given: Boolean(given),
    official: isInstalled(wanted),
    testRuntime: testRuntime.isForThisMachine,
    failedAt: failedAt(wanted),
    now: Date.now(),
  });
  if (choice === 'given' && given) return givenRuntime(path.resolve(checkout, given));
  if (choice === 'official' || (choice === 'download' && (await download(wanted)))) {
    return officialRuntime(wanted);
  }
  return runtimeIn(
    await prepareTestRuntime(),
    testRuntime.version,
    `test runtime ${testRuntime.version}, for tests and demo only, never packaged`,
  );
}

/**
 * @param {string} version
 * @returns {Runtime}
 */
const officialRuntime = (version) => ({
  label: `official ${version}`,
  version,
  executable: path.join(electronPackage, 'dist', executable),
  elsewhere: false,
  environment: {},
});

/** @param {string} folder */
function givenRuntime(folder) {
  const version = read(path.join(folder, 'version')).trim().replace(/^v/, '');
  if (!version)
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no Electron in ${folder}.`, 2);
  return runtimeIn(folder, version, `${version} from ELECTRON_OVERRIDE_DIST_PATH`);
}

/**
 * @param {string} folder
 * @param {string} version
 * @param {string} label
 * @returns {Runtime}
 */
const runtimeIn = (folder, version, label) => ({
  label,
  version,
  executable: path.join(folder, executable),
  elsewhere: true,
  environment: {
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    ELECTRON_EXEC_PATH: path.join(folder, executable),
    ELECTRON_MAJOR_VER: version.split('.')[0] ?? '',
  },
});

/**
 * The same test as electron's own installation makes.
 * @param {string} wanted
 */
function isInstalled(wanted) {
  const version = read(path.join(electronPackage, 'dist', 'version'))
    .trim()
    .replace(/^v/, '');
  const complete = read(path.join(electronPackage, 'path.txt')) === executable;
  return version === wanted && complete && existsSync(path.join(electronPackage, 'dist', executable));
}

/**
 * @param {string} wanted
 * @returns {Promise<boolean>} whether it is there now. Where no test runtime can stand in, a failure ends the set-up.
 */
async function download(wanted) {
  try {
    await progress(`Fetching Electron ${wanted}`, () => install(wanted));
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    if (!testRuntime.isForThisMachine) throw problem;
    console.log('  The official download cannot be reached; it is tried again tomorrow.');
    await openCacheFolder();
    await writeFile(failureFile, JSON.stringify({ version: wanted, at: new Date().toISOString() }));
    return false;
  }
  await rm(failureFile, { force: true });
  return true;
}

/** @param {string} wanted */
async function install(wanted) {
  const { status, output } = await ask('node', [path.join(electronPackage, 'install.js')], {
    env: { ...process.env, PATH: toolPath },
    seconds: downloadSeconds,
  });
  if (status === 0 && isInstalled(wanted)) return;
  throw new Stop(
    `${output}\nElectron ${wanted} could not be downloaded within ${downloadSeconds} s. Behind a proxy, set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

const failureFile = path.join(cacheFolder, 'official-download-failed.json');

/**
 * @param {string} wanted
 * @returns {number | null}
 */
function failedAt(wanted) {
  try {
    const { version, at } = JSON.parse(read(failureFile));
    const time = Date.parse(at);
    return version === wanted && !Number.isNaN(time) ? time : null;
  } catch {
    return null;
  }
}

/** @param {string} file what it holds, or nothing */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
