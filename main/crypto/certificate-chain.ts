import { X509Certificate } from 'node:crypto';
import { PublicJwk } from '../../shared/domain/trust-list';

const LONGEST_CHAIN = 4;

/**
 * The key of the leaf of a certificate chain (leaf first, DER), where the chain ends in one of the trusted
 * certificates: every certificate in its time, each issued by the next, each issuer a certificate authority
 * (RFC 5280, 6.1, without policies and name constraints). Undefined where it does not.
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
    if (!trusted.some((root) => endsIn(top, root, now))) return undefined;
    return PublicJwk.parse(leaf.publicKey.export({ format: 'jwk' }));
  } catch {
    return undefined; // not a certificate, or a key this runtime does not know: nobody vouches
  }
}

function holdsTogether(certificates: readonly X509Certificate[], now: Date): boolean {
  return certificates.every((certificate, index) => {
    const next = certificates[index + 1];
    return isInTime(certificate, now) && (next === undefined || isIssuedBy(certificate, next));
  });
}

/** Whether the topmost certificate is the trusted one itself, or issued by it. */
function endsIn(top: X509Certificate, trusted: Uint8Array, now: Date): boolean {
  const root = new X509Certificate(trusted);
  return top.raw.equals(root.raw) || (isInTime(root, now) && isIssuedBy(top, root));
}

function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function isInTime(certificate: X509Certificate, now: Date): boolean {
  return (
    Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo)
  );
}
