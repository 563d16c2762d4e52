import type { Issuer } from '../../../shared/domain/trust-list';
import { type Certificate, isInTime, readCertificate } from '../../crypto/certificate';
import { keyOfChain } from '../../crypto/certificate-chain';
import { extensionsOfCertificate } from '../../crypto/certificate-extensions';
import type { CoseSign1 } from '../../crypto/cose-sign1';
import { proofByKeys, proofOfCose } from '../cose-proof';
import { stateName } from '../emrtd/state-name';
import type { Proof, Trusted } from '../format';
import type { TrustedKey } from '../trusted-key';

/** Extended key usage of those who sign mobile driving licences (ISO 18013-5, B.1.4). */
const DOCUMENT_SIGNER = '1.0.18013.5.1.2';

/** What a document says of its own issue. */
export interface IssueData {
  readonly signedAt: Date;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/**
 * Who vouches for a mobile document (ISO 18013-5, 9.3.1): an issuer whose root (IACA) the trust list has for this format, or
 * a state whose root it has for all its documents. A certificate that says what it is for says mobile documents, the
 * document was signed in its time, and it is of the country that the document names.
 */
export function proofOfIssuer(message: CoseSign1, issue: IssueData, trusted: Trusted, now: Date): Proof {
  const state = stateKey(message, trusted, now);
  const proof = state ? proofByKeys(message, [state]).proof : proofOfCose(message, 'mdoc', trusted, now);
  const detail = proof.refused === undefined ? contradiction(message, issue) : undefined;
  if (detail === undefined) return proof;
  return { refused: 'untrusted-issuer', checks: [{ name: 'issuer-trusted', ok: false, detail }] };
}

/** What the signer's certificate says against the document; nothing where it brings none. One that cannot be read here vouched by its key alone, which the runtime knows. */
function contradiction({ certificates: [leaf] }: CoseSign1, { signedAt, country }: IssueData) {
  if (leaf === undefined) return undefined;
  const usages = extensionsOfCertificate(leaf).extendedKeyUsage;
  if (usages.length > 0 && !usages.includes(DOCUMENT_SIGNER))
    return 'its signer may not sign mobile documents';
  const signer = readable(leaf);
  if (signer === undefined) return undefined;
  if (!isInTime(signer, signedAt)) return 'it was signed outside the time of its signer’s certificate';
  const isOfAnother =
    country !== undefined && signer.country !== undefined && signer.country !== country.toUpperCase();
  return isOfAnother ? `its signer is of ${signer.country}, not of ${country}` : undefined;
}

function readable(certificate: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(certificate);
  } catch {
    return undefined;
  }
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
