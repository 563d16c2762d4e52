import { isRoot } from './checkout.mjs';
import { ask, must } from './command.mjs';

/**
 * @typedef {object} OrdinaryUser
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 * @property {string} home
 */

const name = 'vestibule-test';
const home = `/var/lib/${name}`;
// Whatever root's PATH is.
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };

/**
 * The user as whom the app runs when the invoking user is root: Chromium's sandbox refuses root, and without the
 * sandbox it would be another app that is tried.
 * @returns {Promise<OrdinaryUser | null>} null when the invoking user is ordinary already
 */
export async function ordinaryUser() {
  if (!isRoot) return null;
  const found = await ask('getent', ['passwd', name]);
  if (found.status === 0) return readEntry(found.output);
  const args = [
    '--system',
    '--user-group',
    '--create-home',
    '--home-dir',
    home,
    '--shell',
    '/usr/sbin/nologin',
    name,
  ];
  await must('Making an ordinary user for the app', 'useradd', args, { env });
  console.log(`✓ Made the ordinary user ${name}: Chromium's sandbox does not run as root`);
  return readEntry(await must('Finding the ordinary user', 'getent', ['passwd', name]));
}

/**
 * @param {OrdinaryUser | null} user
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {[command: string, args: string[]]} the command as that user. It ends when this process dies.
 */
export function asUser(user, command, args) {
  if (!user) return [command, [...args]];
  const { uid, gid } = user;
  return [
    'setpriv',
    [`--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--pdeathsig', 'TERM', command, ...args],
  ];
}

/**
 * @param {string} line of the user database: name:x:uid:gid:comment:home:shell
 * @returns {OrdinaryUser}
 */
function readEntry(line) {
  const [, , uid, gid, , userHome] = line.trim().split(':');
  return { name, uid: Number(uid), gid: Number(gid), home: userHome ?? home };
}
