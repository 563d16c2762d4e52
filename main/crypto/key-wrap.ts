import { openBody, sealBody } from './sealed-body';

/** Every key of the journal is of this length in bytes. */
export const KEY_LENGTH = 32;

/** A 32-byte key sealed under another one (AES-256-GCM, 60 bytes); it unwraps only for the same `owner`. */
export function wrapKey(wrapping: Uint8Array, key: Uint8Array, owner: string): Uint8Array {
  if (key.length !== KEY_LENGTH) throw new RangeError('A key has 32 bytes.');
  return sealBody(wrapping, key, `key of ${owner}`);
}

/** Opens what `wrapKey` made; undefined if the wrapping key or the owner is another, or it was altered. */
export function unwrapKey(wrapping: Uint8Array, wrapped: Uint8Array, owner: string): Uint8Array | undefined {
  const key = openBody(wrapping, wrapped, `key of ${owner}`);
  return key?.length === KEY_LENGTH ? key : undefined;
}
