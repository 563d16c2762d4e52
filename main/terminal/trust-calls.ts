import type { HandlersOf } from '../../shared/contract/calls';
import type { ListAge } from '../../shared/contract/trust-calls';
import type { Purpose } from '../../shared/domain/purpose';
import { cscaStore } from '../trust/csca-store';
import { listStates } from '../trust/list-state';
import type { TrustView } from '../trust/trust-view';
import { trustedKeys } from './trusted-keys';

const HOUR_SECONDS = 3_600;

interface TrustParts {
  trust(): TrustView;
  rules(): Purpose['offline'];
  now(): Date;
}

/** Who may vouch, by which keys, and how old what says so is. */
export function createTrustCalls(parts: TrustParts): HandlersOf<'trust.lists' | 'trust.keys'> {
  return {
    'trust.lists': () => {
      const view = parts.trust();
      const csca = view.list?.csca ?? [];
      const lists = agesOf(view, parts.rules(), parts.now());
      return { lists, unreadable: cscaStore(csca).unreadable };
    },
    'trust.keys': async ({ search, offset, limit }) => {
      const { list } = parts.trust();
      const found = list === null ? [] : await trustedKeys(list, search);
      return { total: found.length, keys: found.slice(offset, offset + limit) };
    },
  };
}

/** The roots of the states come with the trust list and are as old as it is. */
function agesOf(view: TrustView, rules: Purpose['offline'], now: Date): ListAge[] {
  const { trustListHours, statusListHours = trustListHours } = rules;
  const longestSeconds = trustListHours * HOUR_SECONDS;
  return listStates(view, now, rules).flatMap((state, index): ListAge[] => {
    if (index > 0) return [{ ...state, kind: 'status-list', longestSeconds: statusListHours * HOUR_SECONDS }];
    const list = { ...state, kind: 'trust-list' as const, longestSeconds };
    return view.list?.csca.length ? [list, { ...list, kind: 'roots', id: 'csca' }] : [list];
  });
}
