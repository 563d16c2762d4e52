import type { FormatName } from '../../shared/domain/format';
import type { Issuer, PublicJwk } from '../../shared/domain/trust-list';
import { type Certificate, keyOf, readCertificate } from '../crypto/certificate';
import { jwkOfCertificate } from '../crypto/certificate-key';

/** A certificate of the trust list, and whose it is. */
export interface TrustedCertificate {
  readonly issuer: Issuer;
  readonly certificate: Certificate;
  /** Its key as JOSE writes it; undefined for a curve that JOSE has no name for. */
  readonly key: PublicJwk | undefined;
}

/** The certificates that the trust list names for a format. What cannot be read is left out: it vouches for nobody. */
export function trustedCertificates(issuers: readonly Issuer[], format: FormatName): TrustedCertificate[] {
  return issuers.filter((issuer) => issuer.formats.includes(format)).flatMap(certificatesOf);
}

/** A national list has thousands: an issuer's certificates are read once. */
const readBefore = new WeakMap<Issuer, readonly TrustedCertificate[]>();

function certificatesOf(issuer: Issuer): readonly TrustedCertificate[] {
  let certificates = readBefore.get(issuer);
  if (certificates === undefined) {
    certificates = issuer.certificates.flatMap((base64) => {
      try {
        const certificate = readCertificate(Buffer.from(base64, 'base64'));
        keyOf(certificate);
        return [{ issuer, certificate, key: jwkOfCertificate(certificate) }];
      } catch {
        return [];
      }
    });
    readBefore.set(issuer, certificates);
  }
  return certificates;
}
