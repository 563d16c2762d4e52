import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  copyFile,
  link,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, openCacheFolder } from './cache-folder.mjs';
import { checkout } from './checkout.mjs';
import { ask } from './command.mjs';
import { asUser } from './ordinary-user.mjs';
import { progress } from './progress.mjs';

const kept = ['node_modules', '.dependencies', '.origin'];
const notStaged = ['.git', 'node_modules', 'out', 'release', 'test-results'];

/**
 * The checkout as the ordinary user can read it: the checkout itself, or where that is closed to other users (under
 * /root, say) a second tree that only this user can enter. Its files are hard links wherever possible and belong to
 * the invoking user. Each call brings it up to date; the checkout's own owner and modes stay as they are.
 * @param {import('./ordinary-user.mjs').OrdinaryUser} user
 * @returns {Promise<string>} the folder
 */
export async function readableCheckout(user) {
  if (await canRead(user, checkout)) return checkout;
  const name = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  const stage = path.join(cacheFolder, `checkout-${name}`);
  await openCacheFolder();
  await mkdir(stage, { recursive: true });
  await chown(stage, 0, user.gid);
  await chmod(stage, 0o750);
  await removeAbandoned();
  await writeFile(path.join(stage, '.origin'), checkout);
  await stageDependencies(stage);
  await stageSources(stage);
  return stage;
}

/** Linked files take room for as long as the stage is there: one whose checkout has gone goes too. */
async function removeAbandoned() {
  for (const name of await readdir(cacheFolder)) {
    const stage = path.join(cacheFolder, name);
    const origin = await readFile(path.join(stage, '.origin'), 'utf8').catch(() => null);
    if (origin !== null && !existsSync(origin)) await rm(stage, { recursive: true, force: true });
  }
}

/**
 * @param {import('./ordinary-user.mjs').OrdinaryUser} user
 * @param {string} folder a checkout
 * @returns {Promise<boolean>} whether that user can read it, as far as samples tell
 */
export async function canRead(user, folder) {
  const samples = ['package.json', 'dist/main/shell.js', 'node_modules/.package-lock.json'].filter((sample) =>
    existsSync(path.join(folder, sample)),
  );
  const test = samples.flatMap((sample, index) => [
    ...(index ? ['-a'] : []),
    '-r',
    path.join(folder, sample),
  ]);
  return (await ask(...asUser(user, 'test', test), { cwd: '/' })).status === 0;
}

/** @param {string} stage */
async function stageDependencies(stage) {
  const target = path.join(stage, 'node_modules');
  const stamp = path.join(stage, '.dependencies');
  const wanted = await dependenciesNow();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await progress('Making the dependencies readable for the ordinary user', async () => {
    await rm(stamp, { force: true });
    await rm(target, { recursive: true, force: true });
    await mirror(path.join(checkout, 'node_modules'), target);
    await writeFile(stamp, wanted);
  });
}

/** What tells one state of node_modules from another: npm's record, and whether Electron has been downloaded. */
async function dependenciesNow() {
  const modules = path.join(checkout, 'node_modules');
  const record = await readFile(path.join(modules, '.package-lock.json'));
  const electron = await readFile(path.join(modules, 'electron', 'path.txt'), 'utf8').catch(() => 'none');
  return `${createHash('sha256').update(record).digest('hex')} ${electron}`;
}

/** @param {string} stage */
async function stageSources(stage) {
  const present = (await readdir(stage)).filter((name) => !kept.includes(name));
  for (const name of present) await rm(path.join(stage, name), { recursive: true });
  const wanted = (await readdir(checkout)).filter((name) => !notStaged.includes(name));
  for (const name of wanted) await mirror(path.join(checkout, name), path.join(stage, name));
}

/**
 * @param {string} from
 * @param {string} to
 */
async function mirror(from, to) {
  const entry = await lstat(from);
  if (entry.isDirectory()) {
    await mkdir(to, { mode: 0o755 });
    await chmod(to, 0o755);
    const names = await readdir(from);
    await Promise.all(names.map((name) => mirror(path.join(from, name), path.join(to, name))));
  } else if (entry.isSymbolicLink()) {
    await symlink(await readlink(from), to);
  } else if (entry.isFile()) {
    await mirrorFile(from, to, entry.mode);
  }
}

/**
 * A file that only its owner may read is copied: a link would share the mode, and the original keeps its own.
 * @param {string} from
 * @param {string} to
 * @param {number} mode
 */
async function mirrorFile(from, to, mode) {
  const readable = 0o004;
  if (mode & readable) {
    try {
      return await link(from, to);
    } catch (problem) {
      if (/** @type {NodeJS.ErrnoException} */ (problem).code !== 'EXDEV') throw problem;
    }
  }
  await copyFile(from, to);
  await chmod(to, mode & 0o100 ? 0o755 : 0o644);
}
