import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { TAG, context } from './der';
import { bitString, certificateTime, der, objectIdentifier, sequence } from './der-writer';
import { type PrivateKey, publicHalf } from './jwk';
import { random } from './random';

/** Who a certificate is for, and until when. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly key: PrivateKey;
  readonly from: Date;
  readonly until: Date;
  /** What the key is for, as an object identifier (RFC 5280, 4.2.1.12). */
  readonly usage?: string;
}

/** Who issues it: the same names and key as in the certificate of the issuer. */
export type CertificateAuthority = Pick<CertificateRequest, 'commonName' | 'key'>;

/** A certificate under which others are issued, signed by itself (RFC 5280, 4; ECDSA on P-256 with SHA-256), as DER. */
export function issueRootCertificate(request: CertificateRequest): Uint8Array {
  return issue(request, request, [
    extension('2.5.29.19', sequence(YES, der(TAG.integer, Buffer.of(0))), true),
    extension('2.5.29.15', SIGNS_CERTIFICATES, true),
  ]);
}

/** A certificate of a key that signs messages, issued by `authority`, as DER. */
export function issueSignerCertificate(
  request: CertificateRequest,
  authority: CertificateAuthority,
): Uint8Array {
  const { usage } = request;
  const usages = usage === undefined ? [] : [extension('2.5.29.37', sequence(objectIdentifier(usage)), true)];
  return issue(request, authority, [extension('2.5.29.15', SIGNS_MESSAGES, true), ...usages]);
}

const YES = der(TAG.boolean, Buffer.of(0xff));
const ECDSA_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
/** KeyUsage (RFC 5280, 4.2.1.3): keyCertSign with cRLSign, and digitalSignature. */
const SIGNS_CERTIFICATES = der(TAG.bitString, Buffer.of(1, 0x06));
const SIGNS_MESSAGES = der(TAG.bitString, Buffer.of(7, 0x80));

function issue(
  { commonName, key, from, until }: CertificateRequest,
  authority: CertificateAuthority,
  extensions: readonly Uint8Array[],
): Uint8Array {
  const body = sequence(
    der(context(0), der(TAG.integer, Buffer.of(2))),
    der(TAG.integer, Buffer.of(1), random(15)),
    ECDSA_SHA256,
    nameOf(authority.commonName),
    sequence(certificateTime(from), certificateTime(until)),
    nameOf(commonName),
    keyInfo(key),
    der(
      context(3),
      sequence(
        extension('2.5.29.14', der(TAG.octetString, keyId(key))),
        extension('2.5.29.35', sequence(der(0x80, keyId(authority.key)))),
        ...extensions,
      ),
    ),
  );
  const signature = sign('sha256', body, createPrivateKey({ key: { ...authority.key }, format: 'jwk' }));
  return sequence(body, ECDSA_SHA256, bitString(signature));
}

function nameOf(commonName: string): Uint8Array {
  const attribute = sequence(objectIdentifier('2.5.4.3'), der(TAG.utf8, Buffer.from(commonName, 'utf8')));
  return sequence(der(TAG.set, attribute));
}

function extension(id: string, value: Uint8Array, isCritical = false): Uint8Array {
  return sequence(objectIdentifier(id), ...(isCritical ? [YES] : []), der(TAG.octetString, value));
}

function keyInfo(key: PrivateKey): Uint8Array {
  return createPublicKey({ key: { ...publicHalf(key) }, format: 'jwk' }).export({
    type: 'spki',
    format: 'der',
  });
}

function keyId(key: PrivateKey): Uint8Array {
  return createHash('sha1').update(keyInfo(key)).digest();
}
