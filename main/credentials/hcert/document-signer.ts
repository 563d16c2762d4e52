import { type Certificate, isInTime } from '../../crypto/certificate';
import { sha256 } from '../../crypto/hash';
import type { Trusted } from '../format';
import { trustedCertificates } from '../signer-certificates';
import { type TrustedKey, candidateKeys } from '../trusted-key';
import type { CertificateKind } from './health-certificate';

/** A key that may have signed, and what its certificate lets it sign; undefined where the trust list has a bare key. */
export interface DocumentSigner extends TrustedKey {
  readonly kinds?: readonly CertificateKind[];
}

/**
 * Who may have signed a health certificate: keys of the trust list by `kid`, and its document signer certificates that
 * are in force, by the first eight bytes of their SHA-256 (Electronic Health Certificate specification, 2.4 and 3.3).
 */
export function documentSigners(
  keyId: Uint8Array | undefined,
  trusted: Trusted,
  now: Date,
): DocumentSigner[] {
  const { issuers } = trusted;
  const keys = candidateKeys(issuers, 'hcert', keyId).map((found) => ({
    ...found,
    key: withAlgorithm(found.key),
  }));
  const certified = trustedCertificates(issuers, 'hcert')
    .filter(({ certificate }) => isInTime(certificate, now) && isNamed(certificate, keyId))
    .flatMap(({ issuer, certificate, key }) =>
      key === undefined ? [] : [{ issuer, key: withAlgorithm(key), kinds: kindsOf(certificate) }],
    );
  return [...keys, ...certified];
}

/** With RSA the specification knows PS256 alone (2.3.1); a certificate does not say so. */
function withAlgorithm(key: TrustedKey['key']): TrustedKey['key'] {
  return key.kty === 'RSA' && key.alg === undefined ? { ...key, alg: 'PS256' } : key;
}

const KEY_ID_LENGTH = 8;

function isNamed({ raw }: Certificate, keyId: Uint8Array | undefined): boolean {
  return keyId === undefined || Buffer.from(keyId).equals(sha256(raw).subarray(0, KEY_ID_LENGTH));
}

/** Extended key usage of document signers, by the arc that was assigned and the one that the first certificates had. */
const KINDS: readonly CertificateKind[] = ['test', 'vaccination', 'recovery'];
const USAGE = /^1\.3\.6\.1\.4\.1\.(?:0\.)?1847\.2021\.1\.([123])$/;

/** What a signer may sign: what its extended key usages name, or everything where they name nothing of this. */
function kindsOf({ extendedKeyUsage: usages }: Certificate): readonly CertificateKind[] {
  const named = usages.flatMap((usage) => KINDS[Number(USAGE.exec(usage)?.[1]) - 1] ?? []);
  return named.length === 0 ? KINDS : named;
}
