import { derivedKey, hmacSha256 } from './hash';

/** Long enough that a million rows do not collide, too short to be a fingerprint worth keeping. */
export const TOKEN_LENGTH = 8;

/**
 * The key of the blind index for one retention class and one month `YYYY-MM`: equal words of two months or
 * two classes give unrelated tokens, so that frequencies cannot be added up over time.
 */
export function blindIndexKey(secret: Uint8Array, retentionClass: string, month: string): Uint8Array {
  return derivedKey(secret, JSON.stringify(['blind index', retentionClass, month]));
}

/** What stands in the index for `value` in `field`: a truncated HMAC. Without the key it says nothing but "the same again". */
export function blindToken(key: Uint8Array, field: string, value: string): Uint8Array {
  return hmacSha256(key, Buffer.from(JSON.stringify([field, value]))).subarray(0, TOKEN_LENGTH);
}
