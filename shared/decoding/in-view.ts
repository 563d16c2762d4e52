import type { Code } from './code';

/** A code is new again after it was out of the picture for so many milliseconds. */
const AWAY = 2_000;

/** Tells a code that has just come into view from one that is still being held there. */
export interface InView {
  /** Notes that the code is seen now; true the first time, and again after it was away for two seconds. */
  comes(code: Code): boolean;
}

/** `clock` gives milliseconds that never run backwards. */
export function createInView(clock: () => number): InView {
  const seen = new Map<string, number>();
  return {
    comes(code) {
      const now = clock();
      for (const [key, at] of seen) if (now - at > AWAY) seen.delete(key);
      const key = JSON.stringify([code.format, code.text]);
      const isNew = !seen.has(key);
      seen.set(key, now);
      return isNew;
    },
  };
}
