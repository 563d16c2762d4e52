import type { Recorded, StayForm } from '../../shared/domain/check-in';
import type { Verdict } from '../../shared/domain/verdict';

/** Where the window is: three spaces, and on the desk one screen of four. */
export type Space = 'desk' | 'guests' | 'set-up';

export type Desk =
  | { readonly screen: 'ready' }
  /** `replaced`: it took the place of another verdict, so a key meant for that one must not act on this one. */
  | { readonly screen: 'verdict'; readonly verdict: Verdict; readonly replaced: boolean }
  | { readonly screen: 'check-in'; readonly verdict: Verdict; readonly matchedAt: Date }
  | {
      readonly screen: 'recorded';
      readonly verdict: Verdict;
      readonly stay: StayForm;
      readonly recorded: Recorded;
      readonly recordedAt: Date;
      readonly voided: boolean;
    };

export interface Counter {
  readonly space: Space;
  readonly desk: Desk;
  /** A dialogue in which something is half done is open: a verdict waits until it closes. */
  readonly held: boolean;
  /** Read while something was half done; shown as soon as that is finished or left. */
  readonly waiting: Verdict | null;
}

export type CounterEvent =
  | { type: 'presented'; verdict: Verdict }
  | { type: 'matched'; at: Date }
  | { type: 'recorded'; stay: StayForm; recorded: Recorded; at: Date }
  | { type: 'voided' }
  /** The clerk or the clock is done with what the desk shows. */
  | { type: 'cleared' }
  | { type: 'went'; space: Space }
  | { type: 'held' }
  | { type: 'released' }
  | { type: 'forgot-waiting' };

export const readyCounter: Counter = { space: 'desk', desk: { screen: 'ready' }, held: false, waiting: null };

/**
 * What the window shows after an event. A verdict comes up from wherever the clerk is, with one exception:
 * a check-in form or an open dialogue is never taken away by a scan; the verdict waits and says so.
 */
export function nextCounter(counter: Counter, event: CounterEvent): Counter {
  switch (event.type) {
    case 'presented':
      return presented(counter, event.verdict);
    case 'matched':
      return counter.desk.screen === 'verdict' && counter.desk.verdict.outcome !== 'refused'
        ? { ...counter, desk: { screen: 'check-in', verdict: counter.desk.verdict, matchedAt: event.at } }
        : counter;
    case 'recorded': {
      if (counter.desk.screen !== 'check-in') return counter;
      const { stay, recorded, at } = event;
      const { verdict } = counter.desk;
      return {
        ...counter,
        desk: { screen: 'recorded', verdict, stay, recorded, recordedAt: at, voided: false },
      };
    }
    case 'voided':
      return counter.desk.screen === 'recorded'
        ? { ...counter, desk: { ...counter.desk, voided: true } }
        : counter;
    case 'cleared':
      return counter.waiting ? shown(counter, counter.waiting) : { ...counter, desk: { screen: 'ready' } };
    case 'went':
      return { ...counter, space: event.space };
    case 'held':
      return { ...counter, held: true };
    case 'released': {
      const released = { ...counter, held: false };
      return released.waiting && !isHalfDone(released) ? shown(released, released.waiting) : released;
    }
    case 'forgot-waiting':
      return { ...counter, waiting: null };
  }
}

function presented(counter: Counter, verdict: Verdict): Counter {
  if (
    counter.waiting?.id === verdict.id ||
    ('verdict' in counter.desk && counter.desk.verdict.id === verdict.id)
  )
    return counter;
  if (!isHalfDone(counter)) return shown(counter, verdict);
  return { ...counter, space: counter.held ? counter.space : 'desk', waiting: verdict };
}

function isHalfDone({ desk, held }: Counter): boolean {
  return held || desk.screen === 'check-in';
}

function shown(counter: Counter, verdict: Verdict): Counter {
  const replaced = counter.space === 'desk' && counter.desk.screen === 'verdict';
  return { ...counter, space: 'desk', desk: { screen: 'verdict', verdict, replaced }, waiting: null };
}
