import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout, machinePath } from './checkout.mjs';
import { ask, must } from './command.mjs';
import { installedMatchesLock } from './installed-matches-lock.mjs';
import { progress } from './progress.mjs';

const modules = path.join(checkout, 'node_modules');

/**
 * Installs exactly what package-lock.json names, unless that is there already. A package that is optional and could not
 * be compiled is tried again when libraries have come to the system since.
 * @param {{ newLibraries: boolean }} now
 */
export async function dependencies({ newLibraries }) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (!areInstalled()) {
    await progress('Installing the dependencies (npm ci)', () => npm(['ci', ...quiet]));
  } else if (newLibraries && !existsSync(path.join(modules, 'smartcard'))) {
    await progress('Trying again what could not be compiled', () => npm(['install', '--no-save', ...quiet]));
  }
}

/** @param {string[]} args */
async function npm(args) {
  const env = { ...process.env, PATH: machinePath };
  // Headers that came with the machine's Node need no download.
  const { status, output } = await ask('node', ['-p', 'process.execPath'], { env });
  const nodeFolder = path.resolve(status === 0 ? output.trim() : process.execPath, '../..');
  const headers = existsSync(path.join(nodeFolder, 'include', 'node', 'node_api.h'));
  return must('Installing the dependencies', 'npm', args, {
    env: headers ? { ...env, npm_config_nodedir: nodeFolder } : env,
  });
}

function areInstalled() {
  // npm's own record of what it put there. The package `node` fetches its binary in an install script,
  // which the record does not cover.
  const record = path.join(modules, '.package-lock.json');
  const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(record) || !existsSync(node)) return false;
  return installedMatchesLock(readJson(path.join(checkout, 'package-lock.json')), readJson(record));
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
