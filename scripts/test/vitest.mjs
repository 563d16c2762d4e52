import { readFile } from 'node:fs/promises';
import { countRun } from './count.mjs';

/**
 * Runs projects of vitest and counts what came of them.
 * @param {object} wanted
 * @param {readonly string[]} wanted.projects
 * @param {readonly string[]} wanted.filters
 * @param {boolean} wanted.mayBeEmpty whether it is in order that no test is found
 * @param {string} wanted.report a file for vitest's report
 * @param {(command: string, args: readonly string[]) => Promise<number>} run
 * @returns {Promise<import('./count.mjs').Count>}
 */
export async function runVitest({ projects, filters, mayBeEmpty, report }, run) {
  const args = [
    'run',
    // The default loader writes into node_modules, where the ordinary user may not.
    '--configLoader=runner',
    ...projects.map((name) => `--project=${name}`),
    ...(mayBeEmpty ? ['--passWithNoTests'] : []),
    '--reporter=default',
    '--reporter=json',
    // From the folder vitest runs in, which may be a copy that the ordinary user can read.
    '--reporter=./scripts/test/stuck-reporter.mjs',
    `--outputFile.json=${report}`,
    ...filters,
  ];
  const status = await run('vitest', args);
  const text = await readFile(report, 'utf8').catch(() => null);
  return countRun(text === null ? null : JSON.parse(text), status);
}
