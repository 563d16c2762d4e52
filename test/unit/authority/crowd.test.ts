import { expect, test } from 'vitest';
import { Crowd } from '../../../main/authority/server/crowd';

test('Given as many batches as one process works on, when another one comes, then it is told when to come again, and is let in once one has left', () => {
  for (const [random, seconds] of [
    [0, 2],
    [0.999, 12],
  ] as const) {
    const crowd = new Crowd(() => random);
    let inside = 0;
    while (crowd.enter() === 0) inside += 1;
    expect(inside).toBe(32);
    expect(crowd.enter()).toBe(seconds);
    crowd.leave();
    expect(crowd.enter()).toBe(0);
    expect(crowd.enter()).toBe(seconds);
  }
});
