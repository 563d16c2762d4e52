import { describe, expect, it } from 'vitest';
import { countLine, countRun, sum } from '../../../scripts/test/count.mjs';

const passing = { status: 'passed', fullName: 'a desk works' };
const failing = { status: 'failed', fullName: 'a desk lasts' };
const skipped = { status: 'skipped', fullName: 'a desk waits' };
const fine = {
  numPassedTests: 5,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: 'desk.test.ts', status: 'passed', assertionResults: [passing] }],
};
const failedFile = (...assertionResults: { status: string; fullName: string }[]) => ({
  name: 'lock.test.ts',
  status: 'failed',
  assertionResults,
});

describe('Given the report of a run', () => {
  it('when all passed, then that is the count', () => {
    expect(countRun(fine, 0)).toEqual({ passed: 5, failed: 0, skipped: 0, failures: [] });
  });

  it('when tests were skipped or are still to be written, then both are skipped', () => {
    expect(countRun({ ...fine, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 3,
      failures: [],
    });
  });

  it('when a file could not be loaded, then it is one failure with the name of the file', () => {
    const report = { ...fine, testResults: [...fine.testResults, failedFile()] };
    expect(countRun(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 0, failures: ['lock.test.ts'] });
  });

  it('when a hook failed and so its tests were skipped, then it is one failure', () => {
    const report = { ...fine, numPendingTests: 2, testResults: [failedFile(skipped, skipped)] };
    expect(countRun(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 2, failures: ['lock.test.ts'] });
  });

  it('when a test failed, then it is named, and its file is not counted a second time', () => {
    const report = { ...fine, testResults: [failedFile(failing, passing)] };
    expect(countRun(report, 1)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
      failures: ['lock.test.ts: a desk lasts'],
    });
  });

  it('when all tests passed but the run failed, then there is one failure', () => {
    expect(countRun(fine, 1)).toEqual({ passed: 5, failed: 1, skipped: 0, failures: ['vitest (1)'] });
  });

  it('when the run ended without a report, then there is one failure', () => {
    expect(countRun(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0, failures: ['vitest (0)'] });
  });
});

describe('Given the counts of all steps, when they are summed', () => {
  const total = sum([
    { passed: 310, failed: 0, skipped: 0, failures: [] },
    { passed: 2, failed: 1, skipped: 3, failures: ['lint'] },
  ]);

  it('then the last line holds their sum, and the failures are there by name', () => {
    expect(countLine(total)).toBe('312 passed, 1 failed, 3 skipped');
    expect(total.failures).toEqual(['lint']);
  });

  it('then the last line names skipped tests only if there are any', () => {
    expect(countLine({ ...total, skipped: 0 })).toBe('312 passed, 1 failed');
  });
});
