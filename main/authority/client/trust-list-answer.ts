import { TrustList } from '../../../shared/domain/trust-list';
import type { PublicKey } from '../../crypto/jwk';
import { verifyCompact } from '../../crypto/jws';
import { type Operation, invalid } from './exchange';

/** The trust list that `signingKey` signed. AuthorityFailure authority-answer-invalid if it did not. */
export async function verifyTrustList(
  operation: Operation,
  jws: string,
  signingKey: PublicKey,
): Promise<TrustList> {
  return trustListIn(operation, await verifyCompact(jws, signingKey, 'vestibule-trust-list+jws'));
}

/** The list that a signature was found right over; `payload` is undefined where it was not. Throws as `verifyTrustList`. */
export function trustListIn(operation: Operation, payload: unknown): TrustList {
  const list = TrustList.safeParse(payload);
  if (!list.success) throw invalid(operation, 'the trust list is not signed by the authority, or malformed');
  return list.data;
}
