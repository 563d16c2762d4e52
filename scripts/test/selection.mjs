import { Stop } from '../setup/stop.mjs';

const here = ['unit', 'fuzz', 'integration', 'postgres'];
/** On the Node inside Electron, whose cryptography is another one. */
const onElectron = ['electron-core'];
const inElectron = ['e2e'];
/** Drives the real Electron too, for so long that it runs only when it is asked for. */
const askedFor = ['accessibility'];
const needBuild = ['integration', 'e2e', ...askedFor];

/**
 * @typedef {object} Selection
 * @property {boolean} everything nothing was filtered: the checks of the sources belong to it
 * @property {readonly string[]} here projects that run as the invoking user
 * @property {readonly string[]} onElectron projects that run as the invoking user on Electron in place of Node
 * @property {readonly string[]} inElectron projects that drive the real Electron
 * @property {boolean} build whether any of them needs the built app
 * @property {readonly string[]} filters handed on to vitest: paths, `-t NAME` and so on
 */

/**
 * What `npm test -- …` asks for: `--project NAME` chooses among the four kinds of test, the rest is vitest's.
 * @param {readonly string[]} args
 * @returns {Selection}
 */
export function selectTests(args) {
  /** @type {string[]} */
  const chosen = [];
  /** @type {string[]} */
  const filters = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--project') chosen.push(args[(index += 1)] ?? '');
    else if (arg.startsWith('--project=')) chosen.push(arg.slice('--project='.length));
    else filters.push(arg);
  }
  const known = [...here, ...onElectron, ...inElectron, ...askedFor];
  const unknown = chosen.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Stop(`There is no test project "${unknown[0]}"; there are ${known.join(', ')}.`, 2);
  const wanted = (/** @type {string} */ name) => chosen.length === 0 || chosen.includes(name);
  return {
    everything: args.length === 0,
    here: here.filter(wanted),
    onElectron: onElectron.filter(wanted),
    inElectron: [...inElectron.filter(wanted), ...askedFor.filter((name) => chosen.includes(name))],
    build: needBuild.some(wanted),
    filters,
  };
}
