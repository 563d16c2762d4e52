import { verify } from 'node:crypto';
import { DerReader, TAG, context } from './der';
import { type DigestName, digest, digestNamed } from './digest';
import { bigIntOf, bytesOf } from './big-integer';
import type { EcPublicKey, PublicKey } from './public-key';
import { Refusal } from './refusal';
import { type PssParameters, verifyRsaPkcs1, verifyRsaPss } from './rsa';
import type { Tlv } from './tlv';

/** How a certificate or a document was signed. Without a hash of its own: the one that stands beside it in a CMS message. */
export type DocumentAlgorithm =
  | { readonly type: 'ecdsa'; readonly hash?: DigestName }
  | { readonly type: 'rsa-pkcs1'; readonly hash?: DigestName }
  | ({ readonly type: 'rsa-pss' } & PssParameters);

const ECDSA: ReadonlyMap<string, DigestName> = new Map([
  ['1.2.840.10045.4.1', 'sha1'],
  ['1.2.840.10045.4.3.1', 'sha224'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);
const PKCS1: ReadonlyMap<string, DigestName> = new Map([
  ['1.2.840.113549.1.1.5', 'sha1'],
  ['1.2.840.113549.1.1.14', 'sha224'],
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
]);
/** Names that leave the hash to what stands beside them. */
const PLAIN = { ec: ['1.2.840.10045.2.1'], rsa: ['1.2.840.113549.1.1.1'] } as const;
const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

/** Reads an AlgorithmIdentifier of a signature (RFC 3279, 2.2; RFC 4055, 3.1; RFC 5758, 3.2). Throws `Refusal`: malformed, unsupported. */
export function readDocumentAlgorithm(identifier: Tlv): DocumentAlgorithm {
  const reader = new DerReader(identifier.value);
  const objectId = reader.objectId();
  const [ecdsa, pkcs1] = [ECDSA.get(objectId), PKCS1.get(objectId)];
  if (ecdsa !== undefined) return { type: 'ecdsa', hash: ecdsa };
  if (pkcs1 !== undefined) return { type: 'rsa-pkcs1', hash: pkcs1 };
  if (PLAIN.ec.some((each) => each === objectId)) return { type: 'ecdsa' };
  if (PLAIN.rsa.some((each) => each === objectId)) return { type: 'rsa-pkcs1' };
  if (objectId === PSS) return { type: 'rsa-pss', ...pssParameters(reader.maybe(TAG.sequence)) };
  throw new Refusal('unsupported', 'a signature algorithm that is not known here');
}

/** RSASSA-PSS-params: what is left out is SHA-1 and a salt of 20 bytes (RFC 4055, 3.1). */
function pssParameters(parameters: Tlv | undefined): PssParameters {
  const reader = new DerReader(parameters?.value ?? new Uint8Array());
  const hash = reader.maybe(context(0));
  const mask = reader.maybe(context(1));
  const salt = reader.maybe(context(2));
  return {
    hash: hash ? digestNamed(DerReader.sequence(hash.value).objectId()) : 'sha1',
    maskHash: mask ? maskHashOf(mask) : 'sha1',
    saltLength: salt ? new DerReader(salt.value).count() : 20,
  };
}

function maskHashOf({ value }: Tlv): DigestName {
  const reader = DerReader.sequence(value);
  if (reader.objectId() !== MGF1) throw new Refusal('unsupported', 'a mask that is not known here');
  return digestNamed(reader.enter().objectId());
}

export interface SignedDocument {
  readonly algorithm: DocumentAlgorithm;
  /** The hash where the algorithm names none. */
  readonly hash?: DigestName;
  readonly key: PublicKey;
  readonly data: Uint8Array;
  /** As certificates and CMS carry it: for ECDSA a DER sequence of r and s. */
  readonly signature: Uint8Array;
}

/**
 * Whether the key's owner signed the data. False, never an error, for a wrong signature, an algorithm of another kind
 * of key, SHA-1, and keys shorter than those documents may be signed with (ICAO 9303 part 12, 4.4): RSA of 2048 bits,
 * curves of 224. A chip's own key may be shorter; it is not held to this.
 */
export function verifyDocument({ algorithm, hash: beside, key, data, signature }: SignedDocument): boolean {
  const hash = algorithm.hash ?? beside;
  if (hash === undefined || hash === 'sha1' || !isStrong(key)) return false;
  if (algorithm.type === 'ecdsa') {
    const pair = key.type === 'ec' ? pairOf(signature, key.curve.size, key.curve.order) : undefined;
    return key.type === 'ec' && pair !== undefined && verifyEcdsa(key, hash, data, pair);
  }
  if (key.type !== 'rsa') return false;
  const digested = digest(hash, data);
  return algorithm.type === 'rsa-pss'
    ? verifyRsaPss(key, algorithm, digested, signature)
    : verifyRsaPkcs1(key, hash, digested, signature);
}

/** In bytes: 2048 bits of RSA, 224 of a curve. */
function isStrong(key: PublicKey): boolean {
  return key.type === 'rsa' ? key.size >= 256 : key.curve.size >= 28;
}

/** Whether `pair` (r ‖ s, each as long as the order) signs the data. The runtime does the curves that every runtime has. */
export function verifyEcdsa(key: EcPublicKey, hash: DigestName, data: Uint8Array, pair: Uint8Array): boolean {
  const crv = EVERYWHERE.get(key.curve.name);
  if (crv === undefined) return key.curve.verify(pair, digest(hash, data), key.point);
  const [x, y] = [key.point.subarray(1, 1 + key.curve.size), key.point.subarray(1 + key.curve.size)];
  const jwk = { kty: 'EC', crv, x: base64url(x), y: base64url(y) };
  return verify(hash, data, { key: jwk, format: 'jwk', dsaEncoding: 'ieee-p1363' }, pair);
}

const EVERYWHERE: ReadonlyMap<string, string> = new Map([
  ['secp256r1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

/** r ‖ s of a DER sequence of the two. Undefined where it is none, or a number is no scalar of the curve. */
function pairOf(signature: Uint8Array, size: number, order: bigint): Uint8Array | undefined {
  try {
    const reader = DerReader.sequence(signature);
    const numbers = [reader.take(TAG.integer), reader.take(TAG.integer)].map(({ value }) => bigIntOf(value));
    if (reader.rest().length > 0 || numbers.some((number) => number === 0n || number >= order))
      return undefined;
    return Buffer.concat(numbers.map((number) => bytesOf(number, size)));
  } catch {
    return undefined;
  }
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
