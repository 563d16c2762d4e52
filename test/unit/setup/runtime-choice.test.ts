import { describe, expect, it } from 'vitest';
import { chooseRuntime } from '../../../scripts/setup/runtime-choice.mjs';

const now = Date.parse('2027-03-01T12:00:00Z');
const hour = 60 * 60 * 1000;
const bare = { given: false, official: false, testRuntime: true, failedAt: null, now };

describe('Given a machine that needs an Electron', () => {
  it('when nothing is there yet, then the official download is tried first', () => {
    expect(chooseRuntime(bare)).toBe('download');
  });

  it('when the official runtime is installed, then it is used, whatever failed before', () => {
    expect(chooseRuntime({ ...bare, official: true, failedAt: now - hour })).toBe('official');
  });

  it('when the person names a runtime, then that one is used', () => {
    expect(chooseRuntime({ ...bare, given: true, official: true })).toBe('given');
  });

  it('when the download failed an hour ago, then the test runtime is used without waiting again', () => {
    expect(chooseRuntime({ ...bare, failedAt: now - hour })).toBe('test');
  });

  it('when the download failed a day ago, then it is tried again', () => {
    expect(chooseRuntime({ ...bare, failedAt: now - 24 * hour })).toBe('download');
  });

  it('when the failure lies in the future because the clock was wrong, then it is tried again', () => {
    expect(chooseRuntime({ ...bare, failedAt: now + hour })).toBe('download');
  });

  it('when there is no test runtime for this kind of machine, then a failed download is tried again', () => {
    expect(chooseRuntime({ ...bare, testRuntime: false, failedAt: now - hour })).toBe('download');
  });
});
