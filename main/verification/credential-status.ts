import type { Issuer } from '../../shared/domain/trust-list';
import type { Credential } from '../credentials/format';
import { statusListState } from '../trust/list-state';
import { type Status, statusAt } from '../trust/status-list';
import { trustedIn } from '../trust/trusted';
import type { JudgeContext } from './judgement';
import type { Trail } from './trail';

/**
 * Whether a credential that names a status list is still good, by the lists at hand. Revoked or suspended: the
 * examination ends. Not known, because no list was read, it is too old or another's: that stays open where the authority
 * can be asked, else the examination ends: status-stale. One that names no list is good by this.
 */
export function isStatusGood(
  trail: Trail,
  { status: reference }: Credential,
  issuer: Issuer | undefined,
  isAskable: boolean,
  { trust, now, mode, purpose: { offline } }: JudgeContext,
): boolean {
  if (reference === undefined) return true;
  const { status, ageSeconds } = lookUp();
  if (status === 'valid') {
    trail.note('status', true, `${ageSeconds} s old`);
    return true;
  }
  if (status !== 'unknown') trail.require('status', false, 'revoked', status);
  const detail = 'the status list that it names is not at hand, or too old';
  if (isAskable) trail.note('status', null, detail);
  else trail.require('status', false, 'status-stale', detail);
  return false;

  /** A list counts if the credential's issuer signed it, or names its address in the trust list and somebody signed it who may vouch in this mode. */
  function lookUp(): { readonly status: Status; readonly ageSeconds: number } {
    if (reference === undefined || reference === 'unknown') return UNKNOWN;
    const { uri, index } = reference;
    const mayVouch = (id: string) => trustedIn(mode, trust).issuers.some((one) => one.id === id);
    const list = trust.statusLists?.find(
      (one) =>
        one.uri === uri &&
        (one.issuer === issuer?.id || (issuer?.status.includes(uri) === true && mayVouch(one.issuer))),
    );
    if (list === undefined) return UNKNOWN;
    const status = statusAt(list, index, now);
    // What was revoked stays so, however old the list; that something is good has to be news.
    const { state, ageSeconds } = statusListState(
      list,
      now,
      offline.statusListHours ?? offline.trustListHours,
    );
    return { status: status === 'valid' && state === 'stale' ? 'unknown' : status, ageSeconds };
  }
}

const UNKNOWN = { status: 'unknown', ageSeconds: 0 } as const;
