/** After so many wrong PINs in a row no other one is taken until somebody sets it anew. */
export const LOCKED_AFTER = 10;

const MINUTE = 60_000;
/** After the third wrong PIN, the fourth, …; the last one stays. */
const WAITS = [MINUTE / 2, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];
const FREE = 2;

/** Milliseconds after so many wrong PINs in a row until another may be tried. */
export function waitAfter(failures: number): number {
  return failures <= FREE ? 0 : (WAITS[Math.min(failures - FREE, WAITS.length) - 1] ?? 0);
}
