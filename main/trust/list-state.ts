import type { ListState } from '../../shared/contract/terminal-state';
import type { StatusList } from './status-list';
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
  const expired = now.getTime() >= Date.parse(list.expiresAt);
  const issuedAt = new Date(list.issuedAt);
  const aged = agedState({ issuedAt, receivedAt, expired }, now, longestAgeHours);
  return { id: 'trust-list', version: list.version, ...aged };
}

/** The same of one status list; its version is the second in which it was issued. */
export function statusListState(list: StatusList, now: Date, longestAgeHours: number): ListState {
  const { uri, issuedAt, staleAt } = list;
  const expired = staleAt !== undefined && now.getTime() >= staleAt.getTime();
  const aged = agedState({ ...list, expired }, now, longestAgeHours);
  return { id: uri, version: Math.floor(issuedAt.getTime() / 1000), ...aged };
}

/** The trust list and every status list that its issuers name, also those that never came. */
export function listStates(
  view: TrustView,
  now: Date,
  {
    trustListHours,
    statusListHours = trustListHours,
  }: { trustListHours: number; statusListHours?: number | undefined },
): ListState[] {
  const named = [...new Set(view.list?.issuers.flatMap(({ status }) => status))];
  const status = named.map((uri): ListState => {
    const list = view.statusLists?.find((one) => one.uri === uri);
    return list
      ? statusListState(list, now, statusListHours)
      : { id: uri, version: 0, ageSeconds: 0, state: 'absent' };
  });
  return [listState(view, now, trustListHours), ...status];
}

interface Dated {
  readonly issuedAt: Date;
  readonly receivedAt: Date | null;
  readonly expired: boolean;
}

function agedState(
  { issuedAt, receivedAt, expired }: Dated,
  now: Date,
  longestAgeHours: number,
): Pick<ListState, 'ageSeconds' | 'state'> {
  const since =
    receivedAt !== null && receivedAt.getTime() <= now.getTime() ? receivedAt.getTime() : issuedAt.getTime();
  const age = Math.max(0, now.getTime() - since);
  const longest = longestAgeHours * HOUR;
  const state = expired || age >= longest ? 'stale' : age >= longest / 2 ? 'warn' : 'fresh';
  return { ageSeconds: Math.floor(age / 1000), state };
}
