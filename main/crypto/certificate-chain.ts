import { X509Certificate } from 'node:crypto';
import { PublicJwk } from '../../shared/domain/trust-list';
import { extensionsOfCertificate } from './certificate-extensions';

const LONGEST_CHAIN = 4;

/**
 * The key of the leaf of a certificate chain (leaf first, DER), where the chain ends in one of the trusted
 * certificates: every certificate in its time, each issued by the next, each issuer a certificate authority with no more
 * authorities below it than it allows, the leaf's key one that signs (RFC 5280, 6.1; policies are not looked at, a chain
 * with name constraints or other critical extensions that are not understood is not followed). Undefined where it does not.
 */
export function keyOfChain(
  chain: readonly Uint8Array[],
  trusted: readonly Uint8Array[],
  now: Date,
): PublicJwk | undefined {
  if (chain.length === 0 || chain.length > LONGEST_CHAIN) return undefined;
  try {
    const certificates = chain.map((der) => new X509Certificate(der));
    const [leaf, top] = [certificates[0], certificates.at(-1)];
    if (leaf === undefined || top === undefined || !holdsTogether(certificates, now)) return undefined;
    if (!trusted.some((root) => endsIn(top, root, certificates.length, now))) return undefined;
    if (extensionsOfCertificate(leaf.raw).keyUsage?.digitalSignature === false) return undefined;
    return PublicJwk.parse(leaf.publicKey.export({ format: 'jwk' }));
  } catch {
    return undefined; // not a certificate, or a key this runtime does not know: nobody vouches
  }
}

function holdsTogether(certificates: readonly X509Certificate[], now: Date): boolean {
  return certificates.every((certificate, index) => {
    const next = certificates[index + 1];
    return isInTime(certificate, now) && (next === undefined || isIssuedBy(certificate, next, index));
  });
}

/** Whether the topmost certificate is the trusted one itself, or issued by it. */
function endsIn(top: X509Certificate, trusted: Uint8Array, chainLength: number, now: Date): boolean {
  const root = new X509Certificate(trusted);
  return top.raw.equals(root.raw) || (isInTime(root, now) && isIssuedBy(top, root, chainLength - 1));
}

/** `below`: how many authorities stand between this one and the leaf. */
function isIssuedBy(certificate: X509Certificate, authority: X509Certificate, below: number): boolean {
  const [own, its] = [certificate, authority].map(({ raw }) => extensionsOfCertificate(raw));
  if (own?.asksForMore !== false || its?.asksForMore !== false) return false;
  if ((its.pathLength ?? below) < below || its.keyUsage?.certificateSigning === false) return false;
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function isInTime(certificate: X509Certificate, now: Date): boolean {
  return (
    Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo)
  );
}
