import { readFileSync } from 'node:fs';

/** Milliseconds. The limits of tests and hooks are enforced in the worker itself; a worker that does not come back to them is stuck. */
const STUCK_AFTER = 10 * 60_000;

/**
 * A reporter of vitest that lets no test run without end: when no test has ended for ten minutes, it names the files under
 * way and ends the workers. Vitest counts them as failed and goes on with the rest.
 */
export default class StuckReporter {
  /** @type {Set<string>} */
  #underWay = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleStart({ relativeModuleId }) {
    this.#underWay.add(relativeModuleId);
    this.#again();
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleEnd({ relativeModuleId }) {
    this.#underWay.delete(relativeModuleId);
    this.#again();
  }

  onTestCaseResult() {
    this.#again();
  }

  onTestRunEnd() {
    clearTimeout(this.#timer);
  }

  #again() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), STUCK_AFTER);
  }

  #end() {
    console.error(`\nStuck, and ended after ten minutes: ${[...this.#underWay].join(', ')}`);
    for (const worker of workers()) process.kill(worker, 'SIGKILL');
    this.#again();
  }
}

/** @returns {number[]} */
function workers() {
  if (process.platform !== 'linux') return [];
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}
