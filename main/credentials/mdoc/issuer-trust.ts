import type { Issuer } from '../../../shared/domain/trust-list';
import { readCertificate } from '../../crypto/certificate';
import { keyOfChain } from '../../crypto/certificate-chain';
import type { CoseSign1 } from '../../crypto/cose-sign1';
import { proofByKeys, proofOfCose } from '../cose-proof';
import { stateName } from '../emrtd/state-name';
import type { Proof, Trusted } from '../format';
import type { TrustedKey } from '../trusted-key';

/** Extended key usage of those who sign mobile driving licences (ISO 18013-5, B.1.4). */
const DOCUMENT_SIGNER = '1.0.18013.5.1.2';

/**
 * Who vouches for a mobile document (ISO 18013-5, 9.3.1): an issuer whose root (IACA) the trust list has for this format, or
 * a state whose root it has for all its documents, provided that the certificate is for mobile documents.
 */
export function proofOfIssuer(message: CoseSign1, trusted: Trusted, now: Date): Proof {
  const state = stateKey(message, trusted, now);
  return state ? proofByKeys(message, [state]).proof : proofOfCose(message, 'mdoc', trusted, now);
}

function stateKey({ certificates }: CoseSign1, { csca = [] }: Trusted, now: Date): TrustedKey | undefined {
  const [leaf, top] = [certificates[0], certificates.at(-1)];
  if (leaf === undefined || top === undefined || csca.length === 0) return undefined;
  try {
    if (!readCertificate(leaf).extendedKeyUsage.includes(DOCUMENT_SIGNER)) return undefined;
    const { issuer: name } = readCertificate(top);
    const roots = csca.filter(({ subject }) => Buffer.from(subject).equals(name));
    const root = roots.find(({ raw }) => keyOfChain(certificates, [raw], now) !== undefined);
    const key = root && keyOfChain(certificates, [root.raw], now);
    return root && key && { issuer: stateBehind(root.country ?? 'ZZ'), key };
  } catch {
    return undefined; // a certificate that cannot be read vouches for nothing
  }
}

function stateBehind(country: string): Issuer {
  return {
    id: `iaca:${country}`,
    name: stateName(country),
    formats: ['mdoc'],
    keys: [],
    certificates: [],
    status: [],
    routing: [],
    training: false,
  };
}
