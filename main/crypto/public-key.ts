import { type Curve, curveOfParameters } from './curve';
import { DerReader, TAG, bitsOf } from './der';
import { Refusal } from './refusal';

/** A public key as certificates and chips carry it. */
export type PublicKey = EcPublicKey | RsaPublicKey;

export interface EcPublicKey {
  readonly type: 'ec';
  readonly curve: Curve;
  /** `04 ‖ x ‖ y`, on the curve. */
  readonly point: Uint8Array;
}

export interface RsaPublicKey {
  readonly type: 'rsa';
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** Length of the modulus in bytes. */
  readonly size: number;
}

const EC = '1.2.840.10045.2.1';
/** A key for key agreement says so in some documents (RFC 5480, 2.1.2). */
const EC_DH = '1.3.132.1.12';
const RSA = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'];
const RSA_BITS = [1_024, 8_192] as const;

/** Reads a SubjectPublicKeyInfo (RFC 5280, 4.1; RFC 3279, 2.3). Throws `Refusal`: malformed, unsupported. */
export function readPublicKey(info: Uint8Array): PublicKey {
  const reader = DerReader.sequence(info);
  const algorithm = reader.enter();
  const objectId = algorithm.objectId();
  const key = bitsOf(reader.take(TAG.bitString));
  if (objectId === EC || objectId === EC_DH) return ecKey(curveOfParameters(algorithm.take()), key);
  if (RSA.includes(objectId)) return rsaKey(key);
  throw new Refusal('unsupported', 'a kind of public key that is not known here');
}

function ecKey(curve: Curve, encoded: Uint8Array): EcPublicKey {
  return { type: 'ec', curve, point: curve.point(encoded).toBytes(false) };
}

function rsaKey(encoded: Uint8Array): RsaPublicKey {
  const reader = DerReader.sequence(encoded);
  const [modulus, exponent] = [reader.integer(), reader.integer()];
  const bits = modulus.toString(2).length;
  const [least, most] = RSA_BITS;
  if (bits < least || bits > most)
    throw new Refusal('unsupported', 'an RSA key of a length that is not used');
  if (exponent < 3n || exponent > 0xffff_ffff_ffffn)
    throw new Refusal('unsupported', 'an RSA exponent not used');
  return { type: 'rsa', modulus, exponent, size: Math.ceil(bits / 8) };
}
