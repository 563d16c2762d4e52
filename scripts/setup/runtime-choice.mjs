/**
 * @typedef {object} RuntimeState
 * @property {boolean} given ELECTRON_OVERRIDE_DIST_PATH names a runtime
 * @property {boolean} official the official runtime is installed
 * @property {boolean} testRuntime there is a test runtime for this kind of machine
 * @property {number | null} failedAt when the official download last failed, in milliseconds since 1970
 * @property {number} now in milliseconds since 1970
 */

const patience = 24 * 60 * 60 * 1000;

/**
 * Which Electron to take. The official download is tried first; where it failed within the last day it is not
 * waited for again.
 * @param {RuntimeState} state
 * @returns {'given' | 'official' | 'download' | 'test'}
 */
export function chooseRuntime({ given, official, testRuntime, failedAt, now }) {
  if (given) return 'given';
  if (official) return 'official';
  // A failure in the future means that the clock was wrong then.
  const failedLately = failedAt !== null && failedAt <= now && now - failedAt < patience;
  return testRuntime && failedLately ? 'test' : 'download';
}
