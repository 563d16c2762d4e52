import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveFleet } from '../../../main/authority/server/page/live-fleet';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A fleet at which a look takes so long. */
function watched(milliseconds: number) {
  let looks = 0;
  const figures = async () => {
    looks += 1;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return { entries: 0 };
  };
  const nothing = async () => [];
  const parts = {
    fleet: { figures, terminals: nothing, refused: nothing },
    trustLists: { current: async () => ({}) },
    now: () => new Date(),
  };
  const live = new LiveFleet(parts as unknown as ConstructorParameters<typeof LiveFleet>[0]);
  const heard = vi.fn(async () => undefined);
  const leave = live.watch(heard);
  return { live, heard, leave, looks: () => looks };
}

test('Given a small fleet and somebody who watches it, then it is looked at each second', async () => {
  const { heard, leave } = watched(0);
  await vi.advanceTimersByTimeAsync(30_500);
  expect(heard).toHaveBeenCalledTimes(30);
  leave();
});

test('Given a fleet so large that a look takes half a second, then looking takes no more than a small part of the time', async () => {
  const { heard, leave, looks } = watched(500);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks() * 500).toBeLessThanOrEqual(60_000 / 20);
  expect(heard.mock.calls.length).toBeGreaterThan(2);
  leave();
});

test('Given somebody who leaves in the middle of a look, then nobody looks again', async () => {
  const { leave, looks } = watched(500);
  await vi.advanceTimersByTimeAsync(1_200);
  leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks()).toBe(1);
});

test('Given somebody who leaves in the middle of a look and comes back, then it is looked at once each time', async () => {
  const { live, leave, looks } = watched(500);
  await vi.advanceTimersByTimeAsync(1_200);
  leave();
  live.watch(async () => undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks()).toBe(2);
  live.close();
});
