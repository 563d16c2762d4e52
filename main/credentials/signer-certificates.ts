import type { FormatName } from '../../shared/domain/format';
import type { Issuer } from '../../shared/domain/trust-list';
import { type SignerCertificate, readSignerCertificate } from '../crypto/signer-certificate';

/** A certificate of the trust list, and whose it is. */
export interface TrustedCertificate {
  readonly issuer: Issuer;
  readonly certificate: SignerCertificate;
}

/** The certificates that the trust list names for a format. What cannot be read is left out: it vouches for nobody. */
export function trustedCertificates(issuers: readonly Issuer[], format: FormatName): TrustedCertificate[] {
  return issuers
    .filter((issuer) => issuer.formats.includes(format))
    .flatMap((issuer) => certificatesOf(issuer).map((certificate) => ({ issuer, certificate })));
}

/** A national list has thousands: an issuer's certificates are read once. */
const readBefore = new WeakMap<Issuer, readonly SignerCertificate[]>();

function certificatesOf(issuer: Issuer): readonly SignerCertificate[] {
  let certificates = readBefore.get(issuer);
  if (certificates === undefined) {
    certificates = issuer.certificates
      .map((base64) => readSignerCertificate(Buffer.from(base64, 'base64')))
      .filter((one) => one !== undefined);
    readBefore.set(issuer, certificates);
  }
  return certificates;
}
