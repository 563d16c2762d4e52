import { stat } from 'node:fs/promises';
import path from 'node:path';
import { ask } from './command.mjs';
import { asUser } from './ordinary-user.mjs';
import { Stop } from './stop.mjs';

/**
 * Makes sure that Electron will start with its sandbox, where it is known to be refused: a runtime that the user may
 * not execute, or a Linux that gives ordinary users no namespaces (Ubuntu since 24.04, many containers).
 * @param {import('./ordinary-user.mjs').OrdinaryUser | null} user who will run it, unless it is the invoking user
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
export async function checkSandbox(user, runtime) {
  if (process.platform !== 'linux') return;
  const can = async (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
    (await ask(...asUser(user, command, args), { cwd: '/' })).status === 0;
  if (user && runtime.elsewhere && !(await can('test', '-x', runtime.executable))) {
    throw new Stop(
      `The user ${user.name} cannot run ${runtime.executable}. Put this runtime where all users can read it.`,
    );
  }
  if ((await can('unshare', '--user', '--map-root-user', 'true')) || (await hasHelper(runtime))) return;
  throw new Stop(
    `Chromium's sandbox cannot start here: ordinary users get no user namespaces. Allow them with one of

  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0    (Ubuntu)
  sudo sysctl -w kernel.unprivileged_userns_clone=1                (older Debian)

In a container, its security profile decides. The app is never run without its sandbox.`,
  );
}

/**
 * Chromium's older way: a helper that belongs to root and has the set-user-id bit.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
async function hasHelper({ executable }) {
  const helper = await stat(path.join(path.dirname(executable), 'chrome-sandbox')).catch(() => null);
  return helper !== null && helper.uid === 0 && (helper.mode & 0o4000) !== 0;
}
