import { describe, expect, test } from 'vitest';
import { restartPace } from '../../../main/shell/restart-pace';

describe('The pace of restarts', () => {
  test('Given a process at work, when it is killed ten times in a minute, then it is started within a second each time', () => {
    const pace = restartPace();
    for (let kill = 0; kill < 10; kill += 1) expect(pace(6_000)).toBeLessThan(1_000);
  });

  test('Given a process that dies at its start, when it does so again and again, then it waits longer up to five seconds; once it has worked it waits no more', () => {
    const pace = restartPace();
    expect([pace(200), pace(200), pace(200), pace(200), pace(200)]).toEqual([100, 400, 2_000, 5_000, 5_000]);
    expect(pace(60_000)).toBe(50);
  });
});
