/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {object} Report what vitest's JSON reporter writes, as far as it is counted here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults one a file
 */

/**
 * Counts one run of vitest.
 * @param {Report | null} report null when vitest ended without one
 * @param {number} exitStatus vitest's own
 * @returns {Count} a file that failed outside its tests (it could not be loaded, a hook threw) is a failure, and so is
 *   a run that failed for any other reason
 */
export function countRun(report, exitStatus) {
  const brokenFiles = report?.testResults.filter(failedOutsideItsTests).length ?? 0;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && (exitStatus !== 0 || report === null) ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** @param {Report['testResults'][number]} file */
const failedOutsideItsTests = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed');

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
}

/**
 * @param {Count} count
 * @returns {string} for example "312 passed, 0 failed", and ", 3 skipped" if any were
 */
export const countLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
