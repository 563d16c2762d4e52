import type { Issuer } from '../../shared/domain/trust-list';
import type { Certificate } from '../crypto/certificate';
import { cscaStore } from './csca-store';
import type { TrustView } from './trust-view';

/** What may vouch in one mode. */
interface Trusted {
  issuers: Issuer[];
  sams: string[];
  csca: readonly Certificate[];
  specimens: boolean;
}

/** The issuers, security modules and roots of states that may vouch in this mode. Sample issuers vouch in training alone (PROTOCOL, First trust). */
export function trustedIn(mode: 'training' | 'live', { list }: TrustView): Trusted {
  const specimens = mode === 'training';
  if (list === null) return { issuers: [], sams: [], csca: [], specimens };
  const issuers = list.issuers.filter((issuer) => specimens || !issuer.training);
  return { issuers, sams: list.sams, csca: cscaStore(list.csca).certificates, specimens };
}
