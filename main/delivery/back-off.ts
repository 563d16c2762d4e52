const FIRST = 1_000;
const LONGEST = 300_000;

/**
 * Milliseconds to wait after `failures` failures in a row: full jitter under a bound that starts at
 * 1 s and doubles to 5 min (PROTOCOL, Delivery), so that terminals which failed together do not
 * come back together. `random` answers a number in [0, 1).
 */
export function backOff(failures: number, random: () => number): number {
  const bound = Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1));
  return Math.round(random() * bound);
}
