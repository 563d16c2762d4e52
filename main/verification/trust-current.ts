import type { Credential } from '../credentials/format';
import { listState } from '../trust/list-state';
import type { JudgeContext } from './judgement';
import type { Trail } from './trail';

/**
 * Whether what vouched is young enough to make a green verdict by itself: the trust list within the purpose's
 * longest age, and no status list that would have to be read. Where it is not and the authority can be asked
 * instead, that stays open; where it cannot, the examination ends: status-stale.
 */
export function isTrustCurrent(
  trail: Trail,
  credential: Credential,
  isAskable: boolean,
  { trust, now, purpose }: JudgeContext,
): boolean {
  const { state } = listState(trust, now, purpose.offline.trustListHours);
  const isFresh = state === 'fresh' || state === 'warn';
  if (isFresh) trail.note('trust-fresh', true);
  else if (isAskable) trail.note('trust-fresh', null, state);
  else trail.require('trust-fresh', false, 'status-stale', state);
  if (!credential.hasStatus) return isFresh;
  const detail = 'it names a status list, and none was read';
  if (isAskable) trail.note('status', null, detail);
  else trail.require('status', false, 'status-stale', detail);
  return false;
}
