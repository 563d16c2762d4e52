#!/usr/bin/env node
// Stands in for `fpm -s dir -t deb` where electron-builder asks for a .deb and cannot download its own (CUSTOM_FPM_PATH):
// takes what electron-builder 26 passes and hands the work to Debian's dpkg-deb.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const { flags, mappings } = parsed(process.argv.slice(2));
const one = (/** @type {string} */ name, fallback = '') => flags.get(name)?.at(-1) ?? fallback;
const all = (/** @type {string[]} */ ...names) => names.flatMap((name) => flags.get(name) ?? []);
if (one('-t') !== 'deb') throw new Error(`Only deb is made here, not ${one('-t')}.`);

const root = mkdtempSync(path.join(tmpdir(), 'vestibule-deb-'));
try {
  for (const [from, to] of mappings) {
    const target = path.join(root, to);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  tidy(root);
  writeControl();
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', root, one('--package')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** @param {string[]} words */
function parsed(words) {
  /** @type {Map<string, string[]>} */
  const flags = new Map();
  /** @type {[string, string][]} */
  const mappings = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [name = '', inline] = word.split(/=(.*)/s);
    if (!word.startsWith('-')) mappings.push([name, inline ?? '']);
    else if (word !== '--force') {
      const value = inline ?? words[(index += 1)] ?? '';
      flags.set(name, [...(flags.get(name) ?? []), value]);
    }
  }
  return { flags, mappings };
}

/** Nothing in a package is writable for a group; what may be executed stays so. @param {string} file */
function tidy(file) {
  const found = lstatSync(file);
  if (found.isSymbolicLink()) return;
  chmodSync(file, found.isDirectory() || found.mode & 0o100 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(file)) tidy(path.join(file, name));
}

function writeControl() {
  const [summary = '', ...details] = one('--description')
    .split('\n')
    .map((text) => text.trim())
    .filter(Boolean);
  const field = (/** @type {string} */ name, /** @type {string} */ value) =>
    value ? [`${name}: ${value}`] : [];
  const control = [
    ...field('Package', one('--name')),
    ...field('Version', one('--version') + (one('--iteration') ? `-${one('--iteration')}` : '')),
    ...field('Architecture', one('--architecture')),
    ...field('Maintainer', one('--maintainer')),
    ...field('Installed-Size', String(Math.ceil(sizeOf(root) / 1024))),
    ...field('Depends', all('-d', '--depends').join(', ')),
    ...field('Recommends', all('--deb-recommends').join(', ')),
    ...field('Section', one('--category', 'default')),
    ...field('Priority', one('--deb-priority', 'optional')),
    ...field('Homepage', one('--url')),
    `Description: ${summary || one('--name')}`,
    ...details.map((line) => ` ${line}`),
  ];
  const meta = path.join(root, 'DEBIAN');
  mkdirSync(meta, { mode: 0o755 });
  writeFileSync(path.join(meta, 'control'), `${control.join('\n')}\n`);
  const scripts = {
    '--after-install': 'postinst',
    '--after-remove': 'postrm',
    '--before-install': 'preinst',
    '--before-remove': 'prerm',
  };
  for (const [flag, name] of Object.entries(scripts)) {
    const script = one(flag);
    if (script && statSync(script).size > 0)
      writeFileSync(path.join(meta, name), readFileSync(script), { mode: 0o755 });
  }
}

/** @param {string} file @returns {number} */
function sizeOf(file) {
  const found = lstatSync(file);
  if (!found.isDirectory()) return found.size;
  return readdirSync(file).reduce((sum, name) => sum + sizeOf(path.join(file, name)), 0);
}
