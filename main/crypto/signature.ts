import { type JsonWebKey, type KeyObject, constants, createPublicKey, verify } from 'node:crypto';
import type { PublicJwk } from '../../shared/domain/trust-list';
import { portableKey, verifyPortably } from './portable-signature';

export type SignatureAlgorithm = 'ES256' | 'ES384' | 'ES512' | 'EdDSA' | 'PS256' | 'RS256';

export interface SignedData {
  readonly algorithm: SignatureAlgorithm;
  readonly key: PublicJwk;
  readonly data: Uint8Array;
  /** For ECDSA the two numbers side by side (RFC 7518, 3.4; RFC 9053, 2.1), never DER. */
  readonly signature: Uint8Array;
}

/**
 * Whether the key's owner signed the data. False, never an error, for a wrong signature, an algorithm that is not
 * the key's, or a key that cannot be used.
 *
 * The runtime's own crypto does it where it takes the key; where it refuses (Electron's has fewer curves than
 * Node's), the portable implementation does.
 */
export function verifySignature({ algorithm, key, data, signature }: SignedData): boolean {
  if (algorithmOf(key) !== algorithm) return false;
  const loaded = load(key);
  if (loaded === null) {
    const portable = portableKey(key);
    return portable !== undefined && verifyPortably(portable, data, signature);
  }
  if (loaded.asymmetricKeyType === 'rsa' && !isStrongRsa(loaded)) return false;
  try {
    return verifyNatively(algorithm, loaded, data, signature);
  } catch {
    return false;
  }
}

/** The one algorithm a key is good for: what its type and curve imply, for RSA what its `alg` says (FORMATS). */
export function algorithmOf(key: PublicJwk): SignatureAlgorithm | undefined {
  if (key.kty === 'EC') return ECDSA.get(key.crv);
  if (key.kty === 'OKP') return key.crv === 'Ed25519' || key.crv === 'Ed448' ? 'EdDSA' : undefined;
  if (key.kty === 'RSA') return key.alg === 'PS256' || key.alg === 'RS256' ? key.alg : undefined;
  return undefined;
}

const ECDSA: ReadonlyMap<string | undefined, SignatureAlgorithm> = new Map([
  ['P-256', 'ES256'],
  ['P-384', 'ES384'],
  ['P-521', 'ES512'],
]);

/** Loading costs about as much as verifying: a key of the trust list is loaded once. Null: the runtime refuses it. */
const loadedKeys = new WeakMap<PublicJwk, KeyObject | null>();

function load(jwk: PublicJwk): KeyObject | null {
  let key = loadedKeys.get(jwk);
  if (key === undefined) {
    try {
      key = createPublicKey({ key: jwk satisfies JsonWebKey, format: 'jwk' });
    } catch {
      key = null;
    }
    loadedKeys.set(jwk, key);
  }
  return key;
}

function verifyNatively(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  switch (algorithm) {
    case 'ES256':
      return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'ES384':
      return verify('sha384', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'ES512':
      return verify('sha512', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'EdDSA':
      return verify(null, data, key, signature);
    case 'PS256':
      return verify(
        'sha256',
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
        signature,
      );
    case 'RS256':
      return verify('sha256', data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
  }
}

/** At least 2048 bits (RFC 8230, 6.1; RFC 7518, 3.3). */
function isStrongRsa(key: KeyObject): boolean {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}
