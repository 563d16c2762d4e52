import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, copyFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRoot } from './checkout.mjs';
import { must } from './command.mjs';
import { Stop } from './stop.mjs';

/**
 * Whether windows can be shown to a person here. Root's windows run as another user, whom a Wayland session does not
 * let in.
 */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || (!isRoot && process.env.WAYLAND_DISPLAY));
}

/**
 * Finds a display, or starts a virtual one (1920 x 1080) that ends with the work.
 * @template Result
 * @param {string} folder of the user who will show windows; the key to the display is put there
 * @param {import('./ordinary-user.mjs').OrdinaryUser | null} user that user, unless it is the one who runs this
 * @param {(display: Record<string, string>) => Promise<Result>} work gets the variables that lead to the display
 * @returns {Promise<Result>}
 */
export async function withDisplay(folder, user, work) {
  if (process.platform !== 'linux') return work({});
  const key = path.join(folder, 'Xauthority');
  if (hasDisplay()) return work(await existingDisplay(key, user));
  const cookie = randomBytes(16).toString('hex');
  // The server takes any entry of the file as its cookie; the number is known only once it runs.
  await addKey(key, ':0', cookie);
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', 'Xvfb', ...serverArguments(key)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('close', resolve));
  try {
    const name = `:${await displayNumber(server)}`;
    await addKey(key, name, cookie);
    if (user) await chown(key, user.uid, user.gid);
    return await work({ DISPLAY: name, XAUTHORITY: key });
  } finally {
    server.kill();
    await ended;
  }
}

/**
 * A little larger than the largest window: one that fills the whole screen is made a pixel smaller.
 * @param {string} key
 */
const serverArguments = (key) => [
  '-displayfd',
  '3',
  '-screen',
  '0',
  '2048x1200x24',
  '-nolisten',
  'tcp',
  '-noreset',
  '-auth',
  key,
];

/**
 * @param {string} key
 * @param {import('./ordinary-user.mjs').OrdinaryUser | null} user
 * @returns {Promise<Record<string, string>>}
 */
async function existingDisplay(key, user) {
  const {
    DISPLAY,
    XAUTHORITY = path.join(os.homedir(), '.Xauthority'),
    WAYLAND_DISPLAY,
    XDG_RUNTIME_DIR,
  } = process.env;
  if (!user) return defined({ DISPLAY, XAUTHORITY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR });
  try {
    await copyFile(XAUTHORITY, key);
  } catch {
    return defined({ DISPLAY }); // a display that asks for no key
  }
  await chown(key, user.uid, user.gid);
  return defined({ DISPLAY, XAUTHORITY: key });
}

/**
 * @param {Record<string, string | undefined>} variables
 * @returns {Record<string, string>}
 */
const defined = (variables) =>
  Object.fromEntries(Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value]] : [])));

/**
 * @param {string} file
 * @param {string} display
 * @param {string} cookie
 */
async function addKey(file, display, cookie) {
  await writeFile(file, '', { flag: 'a', mode: 0o600 });
  await must('Making a key for the virtual display', 'xauth', [
    '-q',
    '-f',
    file,
    'add',
    display,
    '.',
    cookie,
  ]);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaint = '';
    let number = '';
    const fail = () => reject(new Stop(`${complaint}\nThe virtual display (Xvfb) did not start.`));
    const limit = setTimeout(() => (server.kill('SIGKILL'), fail()), 20_000);
    server.stderr?.on('data', (text) => (complaint += text));
    server.stdio[3]?.on('data', (text) => {
      number += text;
      if (!number.includes('\n')) return;
      clearTimeout(limit);
      resolve(number.trim());
    });
    server.on('error', (problem) => ((complaint += problem.message), clearTimeout(limit), fail()));
    server.on('close', () => (clearTimeout(limit), fail()));
  });
}
