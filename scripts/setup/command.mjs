import { spawn } from 'node:child_process';
import { checkout } from './checkout.mjs';
import { Stop } from './stop.mjs';

/**
 * @typedef {object} CommandOptions
 * @property {NodeJS.ProcessEnv} [env] the whole environment; by default this process's own
 * @property {string} [cwd] by default the checkout
 * @property {number} [seconds] after so long it is killed and counts as failed
 */

/**
 * Runs a command that speaks to the person: standard streams are this process's own, and a request to stop
 * (Ctrl-C, SIGTERM) is handed on, so that what the caller has to tidy up afterwards is tidied up.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>} the exit status; 128 and the signal's number when a signal ended it
 */
export function show(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: checkout, ...options, stdio: 'inherit', shell: onWindows });
    const handOn = /** @param {NodeJS.Signals} signal */ (signal) => child.kill(signal);
    // The terminal sends Ctrl-C to the whole group: the child has it already, and this process only has to wait.
    const wait = () => {};
    process.on('SIGINT', wait).on('SIGTERM', handOn).on('SIGHUP', handOn);
    const done = () => process.off('SIGINT', wait).off('SIGTERM', handOn).off('SIGHUP', handOn);
    child.on('error', (problem) => (done(), reject(notFound(command, problem))));
    child.on(
      'close',
      (status, signal) => (done(), resolve(status ?? 128 + (signal ? (signalNumber[signal] ?? 0) : 0))),
    );
  });
}

/**
 * Runs a command silently.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ status: number, output: string }>} status -1 when it ran too long or does not exist;
 *   output is what it wrote on both streams, as it came
 */
export function ask(command, args, { seconds, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: checkout,
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: onWindows,
    });
    let output = '';
    const limit = seconds && setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const end = /** @param {number} status */ (status) => (clearTimeout(limit), resolve({ status, output }));
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', () => end(-1));
    child.on('close', (status) => end(status ?? -1));
  });
}

/**
 * Runs a command silently that must succeed.
 * @param {string} purpose for the message: "… failed"
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<string>} what it wrote
 * @throws {Stop} with everything it wrote
 */
export async function must(purpose, command, args, options) {
  const { status, output } = await ask(command, args, options);
  if (status !== 0)
    throw new Stop(`${output}\n${purpose} failed: ${[command, ...args].join(' ')} (status ${status})`);
  return output;
}

// npm and the project's tools are .cmd files there, which only a shell starts.
const onWindows = process.platform === 'win32';

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const signalNumber = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * @param {string} command
 * @param {NodeJS.ErrnoException} problem
 */
function notFound(command, problem) {
  return problem.code === 'ENOENT' ? new Stop(`The command ${command} was not found.`) : problem;
}
