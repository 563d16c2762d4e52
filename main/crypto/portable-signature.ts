import { ed25519 } from '@noble/curves/ed25519.js';
import { ed448 } from '@noble/curves/ed448.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { z } from 'zod';
import type { PublicJwk } from '../../shared/domain/trust-list';

/** A key on a curve that is computed here, without the runtime's crypto. */
export interface PortableKey {
  readonly curve: keyof typeof CURVES;
  /** The point: uncompressed (04 ‖ x ‖ y), for Edwards curves as RFC 8032 writes it. */
  readonly point: Uint8Array;
}

/** The curves, and the length of a coordinate in bytes. */
const CURVES = {
  'P-256': { verify: ecdsa(p256), size: 32 },
  'P-384': { verify: ecdsa(p384), size: 48 },
  'P-521': { verify: ecdsa(p521), size: 66 },
  Ed25519: { verify: ed25519.verify, size: 32 },
  Ed448: { verify: ed448.verify, size: 57 },
} as const;

const Coordinates = z.object({
  crv: z.enum(['P-256', 'P-384', 'P-521', 'Ed25519', 'Ed448']),
  x: z.base64url(),
  y: z.base64url().optional(),
});

/** The key of a JWK (RFC 7518, 6.2; RFC 8037) as a point, or undefined where it is not on one of these curves. */
export function portableKey(jwk: PublicJwk): PortableKey | undefined {
  const parsed = Coordinates.safeParse(jwk);
  if (!parsed.success) return undefined;
  const { crv, x, y } = parsed.data;
  const coordinates = [x, ...(y === undefined ? [] : [y])].map((one) => Buffer.from(one, 'base64url'));
  const isEdwards = crv === 'Ed25519' || crv === 'Ed448';
  if (coordinates.length !== (isEdwards ? 1 : 2)) return undefined;
  if (!coordinates.every((one) => one.length === CURVES[crv].size)) return undefined;
  return {
    curve: crv,
    point: Buffer.concat(isEdwards ? coordinates : [Uint8Array.of(0x04), ...coordinates]),
  };
}

/** Whether the signature is the key's. False, never an error, for anything that is not a point or a signature. */
export function verifyPortably(key: PortableKey, data: Uint8Array, signature: Uint8Array): boolean {
  try {
    return CURVES[key.curve].verify(signature, data, key.point);
  } catch {
    return false;
  }
}

/** ECDSA with the curve's own hash. A high `s` is as valid here as for everybody else (FIPS 186-5). */
function ecdsa(curve: typeof p256) {
  return (signature: Uint8Array, data: Uint8Array, point: Uint8Array): boolean =>
    curve.verify(signature, data, point, { lowS: false, format: 'compact', prehash: true });
}
