import { type Dispatch, createContext, useContext, useEffect } from 'react';
import type { Counter, CounterEvent } from './counter';
import type { Present } from './use-presenter';

interface CounterParts {
  readonly counter: Counter;
  readonly dispatch: Dispatch<CounterEvent>;
  /** Gives the terminal what a reader of this window read. */
  readonly present: Present;
}

export const CounterContext = createContext<CounterParts | null>(null);

/** What the window shows, and how a screen changes it. */
export function useCounter(): CounterParts {
  const parts = useContext(CounterContext);
  if (!parts) throw new Error('There is no counter outside of the app.');
  return parts;
}

/** While the calling dialogue is open, a verdict waits instead of taking its place. */
export function useHeldCounter(): void {
  const { dispatch } = useCounter();
  useEffect(() => {
    dispatch({ type: 'held' });
    return () => dispatch({ type: 'released' });
  }, [dispatch]);
}
