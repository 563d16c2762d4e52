import type { ListState } from '../../shared/contract/terminal-state';
import type { TrustView } from './trust-view';

const HOUR = 3_600_000;

/**
 * How old the trust list is and what that means: `warn` from half of its longest age, `stale` from the end of it
 * or once the list itself has expired, `absent` if there is none.
 *
 * The age counts from when the authority last gave or confirmed the list. A time of receipt in the future is not
 * believed (the clock was set back): then it counts from the signed time of issue.
 */
export function listState(view: TrustView, now: Date, longestAgeHours: number): ListState {
  const { list, receivedAt } = view;
  if (list === null) return { id: 'trust-list', version: 0, ageSeconds: 0, state: 'absent' };
  const since =
    receivedAt !== null && receivedAt.getTime() <= now.getTime()
      ? receivedAt.getTime()
      : Date.parse(list.issuedAt);
  const age = Math.max(0, now.getTime() - since);
  const longest = longestAgeHours * HOUR;
  const expired = now.getTime() >= Date.parse(list.expiresAt);
  const state = expired || age >= longest ? 'stale' : age >= longest / 2 ? 'warn' : 'fresh';
  return { id: 'trust-list', version: list.version, ageSeconds: Math.floor(age / 1000), state };
}
