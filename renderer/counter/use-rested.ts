import { useEffect, useState } from 'react';

/** How long a primary action rests at least: longer than the second key of a person who pressed twice. */
export const REST_MILLISECONDS = 400;

/**
 * Whether the primary action may be taken: false for `milliseconds` after each new `occasion`, so that a key
 * meant for what was on the screen before does not act on what took its place. 0 does not rest.
 */
export function useRested(milliseconds: number, occasion: string): boolean {
  const [restedFor, setRestedFor] = useState<string | null>(null);
  useEffect(() => {
    if (milliseconds === 0) return;
    const timer = setTimeout(() => setRestedFor(occasion), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds, occasion]);
  return milliseconds === 0 || restedFor === occasion;
}
