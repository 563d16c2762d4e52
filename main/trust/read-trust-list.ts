import { VestibuleError } from '../../shared/domain/error';
import { TrustList } from '../../shared/domain/trust-list';

/**
 * Reads the payload of a trust list (PROTOCOL, Trust list). The caller has checked its signature.
 * Throws `VestibuleError` trust-list-invalid, naming the members that are wrong.
 */
export function readTrustList(json: unknown): TrustList {
  const parsed = TrustList.safeParse(json);
  if (!parsed.success) {
    const members = parsed.error.issues.map((issue) => issue.path.map(String).join('.') || 'the list itself');
    throw new VestibuleError(
      'trust-list-invalid',
      `The trust list is wrong at: ${[...new Set(members)].join(', ')}.`,
    );
  }
  if (Date.parse(parsed.data.expiresAt) <= Date.parse(parsed.data.issuedAt)) {
    throw new VestibuleError('trust-list-invalid', 'The trust list expires before it was issued.');
  }
  return parsed.data;
}
