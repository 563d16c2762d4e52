import { x25519 } from '@noble/curves/ed25519.js';
import { x448 } from '@noble/curves/ed448.js';
import { bigIntOf } from './big-integer';
import { type CurveName, curveNamed, xOf } from './curve';

/** The curves that two parties agree on a secret over. */
export type AgreementCurve = CurveName | 'X25519' | 'X448';

/** The private half of a key for one agreement. It is a secret. */
export interface AgreementKey {
  readonly curve: AgreementCurve;
  /** Big-endian; for X25519 and X448 as RFC 7748 writes it. */
  readonly scalar: Uint8Array;
}

/** The public half of the other party's: `04 ‖ x ‖ y`, or u as RFC 7748 writes it. */
export interface AgreementPoint {
  readonly curve: AgreementCurve;
  readonly point: Uint8Array;
}

/**
 * The secret that both can compute and nobody else (BSI TR-03111, 4.3.1; RFC 7748, 6). Undefined where the two keys are on
 * different curves, and for a point that is none, or one of those few with which anybody comes to the same secret.
 */
export function agreedSecret(own: AgreementKey, their: AgreementPoint): Uint8Array | undefined {
  if (own.curve !== their.curve) return undefined;
  try {
    // Both throw for a point of small order: the secret would be zero (RFC 7748, 6.1).
    if (own.curve === 'X25519') return x25519.getSharedSecret(own.scalar, their.point);
    if (own.curve === 'X448') return x448.getSharedSecret(own.scalar, their.point);
    const curve = curveNamed(own.curve);
    return xOf(curve, curve.times(bigIntOf(own.scalar), curve.point(their.point)));
  } catch {
    return undefined;
  }
}
