import { timingSafeEqual } from 'node:crypto';
import type { CborValue } from './cbor';
import { coveredBytes, openCoseParts } from './cose-parts';
import { hmacSha256 } from './hash';

const TAG_MAC0 = 17;
/** HMAC 256/256 (RFC 9053, 3.1): the whole of HMAC-SHA-256. */
const HMAC_256 = 5;

/**
 * Whether the holder of `key` (32 bytes) authenticated `detached` with this COSE_Mac0 (RFC 9052, 6.2), by HMAC 256/256 and
 * no other algorithm. Throws `Refusal`: malformed, unsupported for what is no such message.
 */
export function isMac0By(key: Uint8Array, message: CborValue, detached: Uint8Array): boolean {
  const { algorithm, protectedBytes, payload, proof } = openCoseParts(message, TAG_MAC0, detached);
  const expected = hmacSha256(key, coveredBytes('MAC0', protectedBytes, payload));
  return algorithm === HMAC_256 && proof.length === expected.length && timingSafeEqual(proof, expected);
}
