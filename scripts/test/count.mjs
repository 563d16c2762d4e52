/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Count
 *   `failures` names what failed
 * @typedef {{ name: string, status: string, assertionResults: readonly { status: string, fullName: string }[] }} File
 * @typedef {object} Report what vitest's JSON reporter writes, as far as it is counted here
 * @property {number} numPassedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly File[]} testResults one a file
 */

/**
 * Counts one run of vitest.
 * @param {Report | null} report null when vitest ended without one
 * @param {number} exitStatus vitest's own
 * @returns {Count} a file that failed outside its tests (it could not be loaded, a hook threw) is a failure, and so is
 *   a run that failed for any other reason
 */
export function countRun(report, exitStatus) {
  const broken = report?.testResults.filter(failedOutsideItsTests).map(({ name }) => name) ?? [];
  const failures = [...broken, ...(report?.testResults.flatMap(failedTests) ?? [])];
  if (failures.length === 0 && (exitStatus !== 0 || report === null)) failures.push(`vitest (${exitStatus})`);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failures.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures,
  };
}

/** @param {File} file */
const failedTests = ({ name, assertionResults }) =>
  assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${name}: ${fullName}`);

/** @param {File} file */
const failedOutsideItsTests = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  /** @param {'passed' | 'failed' | 'skipped'} name */
  const all = (name) => counts.reduce((total, count) => total + count[name], 0);
  return {
    passed: all('passed'),
    failed: all('failed'),
    skipped: all('skipped'),
    failures: counts.flatMap(({ failures }) => failures),
  };
}

/**
 * @param {Count} count
 * @returns {string} for example "312 passed, 0 failed", and ", 3 skipped" if any were
 */
export const countLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
