import { listState } from '../trust/list-state';
import type { JudgeContext } from './judgement';
import type { Trail } from './trail';

/**
 * Whether the trust list is young enough for the purpose to make a green verdict by itself. Where it is not and the
 * authority can be asked instead, that stays open; where it cannot, the examination ends: status-stale.
 */
export function isTrustCurrent(
  trail: Trail,
  isAskable: boolean,
  { trust, now, purpose }: JudgeContext,
): boolean {
  const { state, ageSeconds } = listState(trust, now, purpose.offline.trustListHours);
  const isFresh = state === 'fresh' || state === 'warn';
  if (isFresh) trail.note('trust-fresh', true, `${ageSeconds} s old`);
  else if (isAskable) trail.note('trust-fresh', null, state);
  else trail.require('trust-fresh', false, 'status-stale', state);
  return isFresh;
}
