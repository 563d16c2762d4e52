import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkout, toolPath } from './checkout.mjs';
import { ask, show } from './command.mjs';
import { withDisplay } from './display.mjs';
import { asUser, ordinaryUser } from './ordinary-user.mjs';
import { sandboxEnvironment } from './sandbox-environment.mjs';
import { checkSandbox } from './sandbox-prerequisites.mjs';
import { readableCheckout } from './stage.mjs';

/**
 * @typedef {object} Sandbox
 * @property {string} out the folder for results, VESTIBULE_OUT for the commands; it is gone after the work
 * @property {string} scratch a second folder that the commands can write to
 * @property {(command: string, args: readonly string[], options?: { env?: Record<string, string>, home?: string })
 *   => Promise<number>} run runs a command of the project and resolves to its exit status
 */

/**
 * Where Electron can run with Chromium's real sandbox: as an ordinary user (a made one when the invoking user is
 * root), with a display, in a checkout it can read, and with folders of its own for all it writes.
 * @template Result
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @param {(sandbox: Sandbox) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function inSandbox(runtime, work) {
  const user = await ordinaryUser();
  const folder = user ? await readableCheckout(user) : checkout;
  await checkSandbox(user, runtime);
  // Not TMPDIR for the ordinary user: root's may be closed to others.
  const own = await mkdtemp(path.join(user ? '/tmp' : os.tmpdir(), 'vestibule-'));
  try {
    const home = await ownFolder(own, 'home', user);
    const out = await ownFolder(own, 'out', user);
    const scratch = await ownFolder(own, 'scratch', user);
    await chmod(own, 0o711);
    return await withDisplay(own, user, (display) =>
      work({
        out,
        scratch,
        run: async (command, args, options = {}) => {
          const { VESTIBULE_VECTORS, ...inherited } = process.env;
          const variables = {
            PATH: user
              ? [path.join(folder, 'node_modules', '.bin'), toolPath].join(path.delimiter)
              : toolPath,
            HOME: options.home ?? home,
            TMPDIR: scratch,
            VESTIBULE_OUT: out,
            VESTIBULE_VITE_CACHE: path.join(scratch, 'vite'),
            VESTIBULE_RUNTIME: runtime.label,
            ...runtime.environment,
            ...(await publicVectors(user, VESTIBULE_VECTORS)),
            ...display,
            ...options.env,
          };
          return show(...asUser(user, command, args), {
            cwd: folder,
            env: sandboxEnvironment(inherited, variables),
          });
        },
      }),
    );
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {string} parent
 * @param {string} name
 * @param {import('./ordinary-user.mjs').OrdinaryUser | null} user
 */
async function ownFolder(parent, name, user) {
  const folder = path.join(parent, name);
  await mkdir(folder, { mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

/**
 * The public vectors stand beside the original checkout, so their place is passed on in full, if it can be read.
 * @param {import('./ordinary-user.mjs').OrdinaryUser | null} user
 * @param {string | undefined} given where the invoking user says they are
 * @returns {Promise<{ VESTIBULE_VECTORS?: string }>}
 */
async function publicVectors(user, given) {
  const folder = path.resolve(checkout, given ?? '../shared/vectors');
  const readable = user
    ? (await ask(...asUser(user, 'test', ['-r', folder, '-a', '-x', folder]), { cwd: '/' })).status === 0
    : existsSync(folder);
  return readable ? { VESTIBULE_VECTORS: folder } : {};
}
