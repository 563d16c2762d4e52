import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** JavaScript's own memory of one decoder, and all of its memory, in megabytes: whoever needs more has crashed. */
const HEAP = 384;
const MEMORY = 900;
/** In milliseconds: an input that is looked at for so long hangs. */
const HANGS = 10_000;
const LOOK = 250;

/**
 * @typedef {object} Found
 * @property {string} what
 * @property {string} inputBase64
 */

/**
 * @typedef {object} Fuzzed what came of one decoder
 * @property {string} decoder
 * @property {number} inputs
 * @property {Found[]} crashes
 * @property {Found[]} timeouts
 * @property {number} slowest milliseconds
 * @property {number} peakMegabytes
 * @property {number} corpus inputs that reached something new, and what was given to begin with
 */

/**
 * Fuzzes one decoder in a process of its own. A process that dies or hangs costs its input and the rest of the time.
 * @param {string} program the compiled child
 * @param {string} decoder
 * @param {{ seed: number, milliseconds: number, folder: string }} options
 * @returns {Promise<Fuzzed>}
 */
export async function fuzzDecoder(program, decoder, { seed, milliseconds, folder }) {
  const status = path.join(folder, 'status');
  await rm(`${status}.json`, { force: true });
  await writeFile(status, Buffer.alloc(8));
  const args = [`--max-old-space-size=${HEAP}`, program, decoder, String(seed), String(milliseconds), status];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (bytes) => (words = `${words}${bytes}`.slice(-2_000)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const why = await watch(child, status, ended);
  const report = await readFile(`${status}.json`, 'utf8').catch(() => null);
  if (report !== null) return { decoder, ...JSON.parse(report) };
  const last = await readFile(status);
  const inputBase64 = last.subarray(8, 8 + last.readUInt32LE(4)).toString('base64');
  const found = { what: why ?? `the process ended: ${words.trim().split('\n')[0] ?? ''}`, inputBase64 };
  const hung = why === 'hangs';
  return {
    decoder,
    inputs: last.readUInt32LE(0),
    crashes: hung ? [] : [found],
    timeouts: hung ? [found] : [],
    slowest: hung ? HANGS : 0,
    peakMegabytes: 0,
    corpus: 0,
  };
}

/**
 * Ends a child that hangs or takes too much memory.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} status
 * @param {Promise<unknown>} ended
 * @returns {Promise<string | undefined>} why it was ended
 */
async function watch(child, status, ended) {
  let last = -1;
  let since = Date.now();
  for (;;) {
    if ((await Promise.race([ended.then(() => true), setTimeout(LOOK)])) === true) return undefined;
    const inputs = (await readFile(status)).readUInt32LE(0);
    if (inputs !== last) [last, since] = [inputs, Date.now()];
    const why =
      Date.now() - since > HANGS ? 'hangs' : (await memoryOf(child)) > MEMORY ? 'takes too much memory' : '';
    if (why === '') continue;
    child.kill('SIGKILL');
    await ended;
    return why;
  }
}

/**
 * Where the system does not tell, the child's own heap limit is the only bound.
 * @param {import('node:child_process').ChildProcess} child
 */
async function memoryOf({ pid }) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s*(\d+)/.exec(text)?.[1] ?? 0) / 1024;
}
