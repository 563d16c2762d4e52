import type { CborMap, CborValue } from '../../crypto/cbor';
import { type Curve, type CurveName, curveNamed, pointBytes } from '../../crypto/curve';
import type { DigestName } from '../../crypto/digest';
import { verifyEcdsa } from '../../crypto/document-signature';
import type { AgreementPoint } from '../../crypto/key-agreement';
import { Refusal } from '../../crypto/refusal';
import { type SignatureAlgorithm, verifySignature } from '../../crypto/signature';

/** The key of a device, and what it can do: sign, or agree on a secret; on most curves both. */
export interface DeviceKey {
  /** Whether it made this signature with this algorithm. False, never an error. */
  signed(algorithm: SignatureAlgorithm, data: Uint8Array, signature: Uint8Array): boolean;
  /** Undefined for a key that signs alone. */
  readonly agreement?: AgreementPoint;
}

/** Parameters of a COSE_Key (RFC 9052, 7.1; RFC 9053, 7). */
const KEY = { type: 1, curve: -1, x: -2, y: -3 } as const;
const TYPE = { octets: 1, twoCoordinates: 2 } as const;

/** Curves of two coordinates and the algorithm of each (ISO 18013-5, 9.1.2.4 and table 22; numbers by IANA). */
const CURVES: ReadonlyMap<CborValue, readonly [CurveName, SignatureAlgorithm]> = new Map([
  [1, ['secp256r1', 'ES256']],
  [2, ['secp384r1', 'ES384']],
  [3, ['secp521r1', 'ES512']],
  [256, ['brainpoolP256r1', 'ES256']],
  [257, ['brainpoolP320r1', 'ES384']],
  [258, ['brainpoolP384r1', 'ES384']],
  [259, ['brainpoolP512r1', 'ES512']],
]);
const HASH: Readonly<Partial<Record<SignatureAlgorithm, DigestName>>> = {
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
};
/** Curves of RFC 7748, and those of RFC 8032. */
const MONTGOMERY: ReadonlyMap<CborValue, 'X25519' | 'X448'> = new Map([
  [4, 'X25519'],
  [5, 'X448'],
]);
const EDWARDS: ReadonlyMap<CborValue, string> = new Map([
  [6, 'Ed25519'],
  [7, 'Ed448'],
]);

/** Reads a device's COSE_Key; undefined for one on no curve of the standard, or that is no key of its curve. */
export function readDeviceKey(key: CborMap): DeviceKey | undefined {
  const [type, number, x] = [key.get(KEY.type), key.get(KEY.curve), key.get(KEY.x)];
  if (!(x instanceof Uint8Array)) return undefined;
  if (type === TYPE.twoCoordinates) return onCurve(CURVES.get(number), x, key.get(KEY.y));
  if (type !== TYPE.octets) return undefined;
  const [montgomery, crv] = [MONTGOMERY.get(number), EDWARDS.get(number)];
  if (montgomery !== undefined) return { signed: () => false, agreement: { curve: montgomery, point: x } };
  if (crv === undefined) return undefined;
  const jwk = { kty: 'OKP', crv, x: Buffer.from(x).toString('base64url') };
  return {
    signed: (algorithm, data, signature) => verifySignature({ algorithm, key: jwk, data, signature }),
  };
}

/** `y` whole, or its lowest bit alone (RFC 9053, 7.1.1). */
function onCurve(
  known: readonly [CurveName, SignatureAlgorithm] | undefined,
  x: Uint8Array,
  y: CborValue,
): DeviceKey | undefined {
  if (known === undefined) return undefined;
  const [name, own] = known;
  const curve = curveNamed(name);
  const point = pointOf(curve, x, y);
  const hash = HASH[own];
  if (point === undefined || hash === undefined) return undefined;
  return {
    signed: (algorithm, data, signature) =>
      algorithm === own &&
      signature.length === 2 * curve.size &&
      verifyEcdsa({ type: 'ec', curve, point }, hash, data, signature),
    agreement: { curve: name, point },
  };
}

/** `04 ‖ x ‖ y`; undefined for what is no point of the curve. */
function pointOf(curve: Curve, x: Uint8Array, y: CborValue): Uint8Array | undefined {
  try {
    if (typeof y === 'boolean') return pointBytes(curve.pointOver(x, y));
    if (!(y instanceof Uint8Array) || x.length !== curve.size) return undefined;
    return pointBytes(curve.point(Buffer.concat([Uint8Array.of(4), x, y])));
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}
