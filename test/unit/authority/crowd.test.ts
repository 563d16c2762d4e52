import { expect, test } from 'vitest';
import { Crowd } from '../../../main/authority/server/crowd';

/** Lets in as many as it takes. */
function fill(crowd: Crowd, now: number): number {
  let inside = 0;
  while (crowd.enter(now) === 0) inside += 1;
  return inside;
}

test('Given as many batches as one process works on, when another one comes, then it is told when to come again, and is let in once one has left', () => {
  for (const [random, seconds] of [
    [0, 2],
    [0.999, 12],
  ] as const) {
    const crowd = new Crowd(() => random);
    expect(fill(crowd, 0)).toBe(32);
    expect(crowd.enter(0)).toBe(seconds);
    crowd.leave();
    expect(crowd.enter(0)).toBe(0);
    expect(crowd.enter(0)).toBe(seconds);
  }
});

test('Given many more than are done in time, when they are sent away, then over as long as all of them will take, a minute at most, and over less again when they are fewer', () => {
  const crowd = new Crowd(() => 0.999);
  fill(crowd, 20_000);
  // 100 are done in ten seconds, and 400 come in vain.
  for (let index = 0; index < 100; index += 1) {
    crowd.leave();
    expect(crowd.enter(21_000)).toBe(0);
    for (let vain = 0; vain < 4; vain += 1) crowd.enter(21_000);
  }
  expect(crowd.enter(30_000)).toBe(41);
  for (let vain = 0; vain < 5_000; vain += 1) crowd.enter(31_000);
  expect(crowd.enter(40_000)).toBe(60);
  expect(crowd.enter(50_000)).toBe(12);
});
