import type { Issuer } from '../../shared/domain/trust-list';
import type { TrustView } from './trust-view';

/** The issuers and security modules that may vouch in this mode. Sample issuers vouch in training alone (PROTOCOL, First trust). */
export function trustedIn(
  mode: 'training' | 'live',
  view: TrustView,
): { issuers: Issuer[]; sams: string[]; specimens: boolean } {
  const { issuers, sams } = view.list ?? { issuers: [], sams: [] };
  const specimens = mode === 'training';
  return { issuers: issuers.filter((issuer) => specimens || !issuer.training), sams, specimens };
}
