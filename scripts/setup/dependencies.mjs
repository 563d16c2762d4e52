import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout, machinePath } from './checkout.mjs';
import { must } from './command.mjs';
import { installedMatchesLock } from './installed-matches-lock.mjs';
import { progress } from './progress.mjs';

/** Installs exactly what package-lock.json names, unless that is there already. */
export async function dependencies() {
  if (areInstalled()) return;
  await progress('Installing the dependencies (npm ci)', () =>
    must('Installing the dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { ...process.env, PATH: machinePath },
    }),
  );
}

function areInstalled() {
  const modules = path.join(checkout, 'node_modules');
  // npm's own record of what it put there. The package `node` fetches its binary in an install script,
  // which the record does not cover.
  const record = path.join(modules, '.package-lock.json');
  const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(record) || !existsSync(node)) return false;
  return installedMatchesLock(readJson(path.join(checkout, 'package-lock.json')), readJson(record));
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
