/** In milliseconds. A restart comes at once; of a process that dies at its start again and again, later each time. */
const DELAYS_MS = [50, 100, 400, 2_000] as const;
const LONGEST_MS = 5_000;
/** Who lived so long did not die of its start. */
const STARTED_MS = 3_000;

/** Says how many milliseconds to wait before a process is started anew that ended by itself after `livedMs`. */
export function restartPace(): (livedMs: number) => number {
  let deathsAtStart = 0;
  return (livedMs) => {
    deathsAtStart = livedMs < STARTED_MS ? deathsAtStart + 1 : 0;
    return DELAYS_MS[deathsAtStart] ?? LONGEST_MS;
  };
}
