import type { Issuer } from '../../../shared/domain/trust-list';
import { type Certificate, isInTime, keyOf } from '../../crypto/certificate';
import type { DigestName } from '../../crypto/digest';
import { verifyEcdsa } from '../../crypto/document-signature';
import { algorithmOf, verifySignature } from '../../crypto/signature';
import type { Trusted } from '../format';
import { trustedCertificates } from '../signer-certificates';
import { candidateKeys } from '../trusted-key';
import type { Seal } from './seal';

/** Somebody of the trust list whom a seal names as its signer: whose it is, and whether the signature is. */
export interface SealSigner {
  readonly issuer: Issuer;
  vouches(seal: Seal): boolean;
}

/**
 * Whom a seal names (ICAO 9303 part 13, 2.2 and 5.1): a certificate of the trust list whose country and common name are
 * the signer's, whose serial number is the reference, and which was in force on the day of signing, since documents
 * outlive it; or a key whose `kid` is signer and reference in one.
 */
export function sealSigners(seal: Seal, { issuers }: Trusted): SealSigner[] {
  const reference = Buffer.from(`${seal.signer}${seal.certificate}`);
  const keys = candidateKeys(issuers, 'vds', reference)
    .filter(({ key }) => key.kid !== undefined)
    .map(({ issuer, key }) => ({
      issuer,
      vouches({ signed: data, signature }: Seal) {
        const algorithm = algorithmOf(key);
        return algorithm !== undefined && verifySignature({ algorithm, key, data, signature });
      },
    }));
  const certified = trustedCertificates(issuers, 'vds')
    .filter(({ certificate }) => isNamed(certificate, seal) && isInTime(certificate, new Date(seal.signedOn)))
    .map(({ issuer, certificate }) => ({ issuer, vouches: (one: Seal) => isSignedBy(certificate, one) }));
  return [...keys, ...certified];
}

function isNamed({ country, commonName, serial }: Certificate, { signer, certificate }: Seal): boolean {
  const isSigner =
    country === signer.slice(0, 2) && [signer.slice(2), signer].some((name) => name === commonName);
  const hex = Buffer.from(serial).toString('hex');
  return isSigner && withoutZeros(hex) === withoutZeros(certificate.trim().toLowerCase());
}

const withoutZeros = (hex: string): string => hex.replace(/^0+/, '');

function isSignedBy(certificate: Certificate, { signed, signature }: Seal): boolean {
  const key = keyOf(certificate);
  if (key.type !== 'ec' || signature.length !== 2 * key.curve.size) return false;
  return verifyEcdsa(key, digestFor(key.curve.size), signed, signature);
}

/** The hash goes with the length of the key (ICAO 9303 part 13, 2.4). */
function digestFor(size: number): DigestName {
  if (size <= 28) return 'sha224';
  if (size <= 32) return 'sha256';
  return size <= 48 ? 'sha384' : 'sha512';
}
