import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RepeatedWorks } from '../../../main/authority/server/repeated-works';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('Given a work that takes longer than its pause and fails at first, when time passes, then it is done again, never twice at a time, and the failure is told', async () => {
  const failed = vi.fn();
  const works = new RepeatedWorks(failed);
  let [running, most, times] = [0, 0, 0];
  works.begin('report', 60_000, async () => {
    times += 1;
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 90_000));
    running -= 1;
    if (times === 1) throw new Error('the service is away');
  });
  await vi.advanceTimersByTimeAsync(59_999);
  expect(times).toBe(0);
  await vi.advanceTimersByTimeAsync(150_001);
  expect(times).toBe(2);
  expect(most).toBe(1);
  expect(failed).toHaveBeenCalledExactlyOnceWith(new Error('the service is away'), 'report');
});

test('Given a work under way, when the works end, then its end is awaited and nothing is begun any more', async () => {
  const works = new RepeatedWorks(() => undefined);
  let [begun, done] = [0, 0];
  works.begin('report', 1_000, async () => {
    begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    done += 1;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  const ended = works.end();
  await vi.advanceTimersByTimeAsync(60_000);
  await ended;
  expect([begun, done]).toEqual([1, 1]);
});
