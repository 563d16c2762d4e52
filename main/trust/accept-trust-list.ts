import { VestibuleError } from '../../shared/domain/error';
import type { TrustList } from '../../shared/domain/trust-list';

/**
 * The list to hold from now on. A version never goes back, and neither does the time of issue within a version.
 * Throws `VestibuleError` trust-list-rollback.
 */
export function acceptTrustList(current: TrustList | null, next: TrustList): TrustList {
  if (current === null) return next;
  const older =
    next.version < current.version ||
    (next.version === current.version && Date.parse(next.issuedAt) < Date.parse(current.issuedAt));
  if (older) {
    throw new VestibuleError(
      'trust-list-rollback',
      `Trust list version ${next.version} is older than version ${current.version} in force.`,
    );
  }
  return next;
}
