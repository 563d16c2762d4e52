import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { every } from '../../../main/updates/every';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('Given work that fails, when its time comes again, then it is done again, until it says that it is over', async () => {
  const work = vi
    .fn<() => Promise<unknown>>()
    .mockRejectedValueOnce(new Error('the disk is full'))
    .mockResolvedValueOnce(['a hindrance'])
    .mockResolvedValue(true);
  every(60_000, 1_000, work);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(work).toHaveBeenCalledTimes(3);
});
