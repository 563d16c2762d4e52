import { describe, expect, it } from 'vitest';
import { countLine, countRun, sum } from '../../../scripts/test/count.mjs';

const fine = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};

describe('Given the report of a run', () => {
  it('when all passed, then that is the count', () => {
    expect(countRun(fine, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 });
  });

  it('when tests were skipped or are still to be written, then both are skipped', () => {
    expect(countRun({ ...fine, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 3,
    });
  });

  it('when a file could not be loaded, then it is one failure', () => {
    const report = {
      ...fine,
      testResults: [...fine.testResults, { status: 'failed', assertionResults: [] }],
    };
    expect(countRun(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('when a hook failed and so its tests were skipped, then it is one failure', () => {
    const broken = { status: 'failed', assertionResults: [{ status: 'skipped' }, { status: 'skipped' }] };
    const report = { ...fine, numPendingTests: 2, testResults: [broken] };
    expect(countRun(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('when a test failed, then its file is not counted a second time', () => {
    const broken = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
    expect(countRun({ ...fine, numFailedTests: 1, testResults: [broken] }, 1)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
    });
  });

  it('when all tests passed but the run failed, then there is one failure', () => {
    expect(countRun(fine, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('when the run ended without a report, then there is one failure', () => {
    expect(countRun(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('Given the counts of all steps, when the last line is written', () => {
  it('then it holds their sum', () => {
    const total = sum([
      { passed: 310, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    expect(countLine(total)).toBe('312 passed, 1 failed');
  });

  it('then it names skipped tests only if there are any', () => {
    expect(countLine({ passed: 312, failed: 0, skipped: 3 })).toBe('312 passed, 0 failed, 3 skipped');
  });
});
