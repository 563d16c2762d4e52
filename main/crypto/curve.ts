import {
  type WeierstrassPoint,
  type WeierstrassPointCons,
  ecdsa,
  weierstrass,
} from '@noble/curves/abstract/weierstrass.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bigIntOf, bytesOf } from './big-integer';
import { CURVE_PARAMETERS } from './curve-parameters';
import { DerReader, TAG, objectIdOf } from './der';
import { Refusal } from './refusal';
import type { Tlv } from './tlv';

export type CurveName = (typeof CURVE_PARAMETERS)[number][0];
export type Point = WeierstrassPoint<bigint>;

/**
 * A curve whose points are computed here and not by the runtime: Electron's crypto has neither Brainpool's curves nor
 * keys with explicit parameters, and no runtime adds points.
 */
export interface Curve {
  readonly name: CurveName;
  readonly objectId: string;
  /** Length of a coordinate in bytes. */
  readonly size: number;
  /** How many points: n. */
  readonly order: bigint;
  readonly base: Point;
  /** The point that `04 ‖ x ‖ y` stands for, on the curve and not at infinity. Throws `Refusal` malformed. */
  point(bytes: Uint8Array): Point;
  /** The point of this x whose y is odd, or even. Throws `Refusal` malformed where there is none. */
  pointOver(x: Uint8Array, isOdd: boolean): Point;
  /** The scalar times the point, in constant time. Throws `Refusal` malformed for a multiple of the order. */
  times(scalar: bigint, point: Point): Point;
  /** Whether this is the ECDSA signature over a digest. `signature`: r ‖ s. False, never an error. */
  verify(signature: Uint8Array, digest: Uint8Array, point: Uint8Array): boolean;
}

/** A point as `04 ‖ x ‖ y` (BSI TR-03111, 3.2.1). */
export function pointBytes(point: Point): Uint8Array {
  return point.toBytes(false);
}

/** The x coordinate in as many bytes as the field has: a shared secret (BSI TR-03111, 4.3.1). */
export function xOf(curve: Curve, point: Point): Uint8Array {
  return bytesOf(point.toAffine().x, curve.size);
}

export function curveNamed(name: CurveName): Curve {
  const parameters = CURVE_PARAMETERS.find(([each]) => each === name);
  if (parameters === undefined) throw new Refusal('unsupported', 'a curve that is not known here');
  let curve = made.get(name);
  if (curve === undefined) {
    curve = curveOf(parameters);
    made.set(name, curve);
  }
  return curve;
}

/**
 * The curve of ECParameters (RFC 3279, 2.3.5): by its name, or by explicit parameters that are those of a known curve
 * in every number, base point and cofactor included. Other explicit parameters are refused: with a base point of
 * one's own choice anybody can sign for any key. Throws `Refusal`: unsupported, malformed.
 */
export function curveOfParameters(parameters: Tlv): Curve {
  if (parameters.tag === TAG.objectId)
    return known(([, objectId]) => objectId === objectIdOf(parameters.value));
  if (parameters.tag !== TAG.sequence) throw new Refusal('malformed', 'neither a curve nor its parameters');
  const explicit = explicitParameters(parameters.value);
  return known(([, , ...numbers]) => numbers.every((hex, index) => BigInt(`0x${hex}`) === explicit[index]));
}

const PRIME_FIELD = '1.2.840.10045.1.1';

/** p, a, b, x and y of the base point, n. */
function explicitParameters(content: Uint8Array): bigint[] {
  const reader = new DerReader(content);
  reader.integer();
  const field = reader.enter();
  if (field.objectId() !== PRIME_FIELD) throw new Refusal('unsupported', 'a curve over no prime field');
  const p = field.integer();
  const equation = reader.enter();
  const [a, b] = [bigIntOf(equation.octets()), bigIntOf(equation.octets())];
  const base = reader.octets();
  const order = reader.integer();
  const cofactor = reader.maybe(TAG.integer);
  if (cofactor !== undefined && bigIntOf(cofactor.value) !== 1n) {
    throw new Refusal('unsupported', 'a curve with a cofactor');
  }
  const size = Math.ceil(p.toString(16).length / 2);
  if (base[0] === 0x04 && base.length === 1 + 2 * size) {
    return [p, a, b, bigIntOf(base.subarray(1, 1 + size)), bigIntOf(base.subarray(1 + size)), order];
  }
  const isCompressed = (base[0] === 0x02 || base[0] === 0x03) && base.length === 1 + size;
  if (!isCompressed) throw new Refusal('malformed', 'a base point that is none');
  const x = bigIntOf(base.subarray(1));
  const named = CURVE_PARAMETERS.find(([, , , , , gx]) => BigInt(`0x${gx}`) === x);
  const y = named === undefined ? 0n : BigInt(`0x${named[6]}`);
  return [p, a, b, x, (y & 1n) === BigInt(base[0] === 0x03) ? y : 0n, order];
}

type Parameters = (typeof CURVE_PARAMETERS)[number];

const made = new Map<CurveName, Curve>();

function known(isIt: (parameters: Parameters) => boolean): Curve {
  const found = CURVE_PARAMETERS.find(isIt);
  if (found === undefined) throw new Refusal('unsupported', 'a curve that is not known here');
  return curveNamed(found[0]);
}

function curveOf([name, objectId, ...hex]: Parameters): Curve {
  const [p = 0n, a = 0n, b = 0n, Gx = 0n, Gy = 0n, n = 0n] = hex.map((digits) => BigInt(`0x${digits}`));
  const Cons: WeierstrassPointCons<bigint> = weierstrass({ p, n, h: 1n, a, b, Gx, Gy });
  const signatures = ecdsa(Cons, sha256, { lowS: false });
  const size = hex[0].length / 2;
  return {
    name,
    objectId,
    size,
    order: n,
    base: Cons.BASE,
    point(bytes) {
      if (bytes[0] !== 0x04) throw new Refusal('malformed', 'not an uncompressed point');
      return pointIn(Cons, bytes);
    },
    pointOver: (x, isOdd) => pointIn(Cons, Buffer.concat([Uint8Array.of(isOdd ? 3 : 2), x])),
    times(scalar, point) {
      const reduced = scalar % n;
      if (reduced === 0n) throw new Refusal('malformed', 'no scalar');
      return point.multiply(reduced);
    },
    verify(signature, digest, point) {
      try {
        return signatures.verify(signature, digest, point, {
          prehash: false,
          lowS: false,
          format: 'compact',
        });
      } catch {
        return false;
      }
    },
  };
}

function pointIn(Cons: WeierstrassPointCons<bigint>, bytes: Uint8Array): Point {
  try {
    const point = Cons.fromBytes(bytes);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new Refusal('malformed', 'not a point of the curve', { cause });
  }
}
