import type { Credential } from '../credentials/format';
import type { JudgeContext } from './judgement';
import { GREATEST_CLOCK_OFFSET, TOLERATED_SKEW } from './skew';
import type { Trail } from './trail';

/**
 * Whether this machine's clock can be believed: near the authority's, and not before something that was signed.
 * Never compared with the authority's yet: nobody can tell, and the examination goes on.
 */
export function checkClock(trail: Trail, { validity }: Credential, context: JudgeContext): void {
  const { clockOffset, trust, now, clock = now } = context;
  const isAfter = (issued: number, clock: Date) => issued > clock.getTime() + TOLERATED_SKEW;
  const isFar = clockOffset !== null && Math.abs(clockOffset) > GREATEST_CLOCK_OFFSET;
  const isListAhead = trust.list !== null && isAfter(Date.parse(trust.list.issuedAt), clock);
  const isCredentialAhead = validity.issuedAt !== undefined && isAfter(validity.issuedAt.getTime(), now);
  if (isFar) trail.require('clock', false, 'clock-wrong', 'far from the authority’s clock');
  if (isListAhead) trail.require('clock', false, 'clock-wrong', 'the trust list was issued in the future');
  if (isCredentialAhead) trail.require('clock', false, 'clock-wrong', 'issued in the future');
  if (clockOffset === null) trail.note('clock', null, 'not compared with the authority’s yet');
  else trail.note('clock', true);
}

/** Whether the credential's own dates allow it now. One that names no dates is always in its time. */
export function checkValidity(trail: Trail, { validity: { from, until } }: Credential, now: Date): void {
  if (from === undefined && until === undefined) return;
  if (from !== undefined && now.getTime() < from.getTime() - TOLERATED_SKEW) {
    trail.require('validity', false, 'not-yet-valid', `from ${from.toISOString()}`);
  }
  const isOver = until !== undefined && now.getTime() >= until.getTime() + TOLERATED_SKEW;
  trail.require('validity', !isOver, 'expired', until && `until ${until.toISOString()}`);
}
