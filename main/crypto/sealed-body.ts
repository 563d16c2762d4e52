import { createCipheriv, createDecipheriv } from 'node:crypto';
import { random } from './random';

const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM under a 32-byte key, with a random nonce: nonce(12) ‖ ciphertext ‖ tag(16).
 * `context` is authenticated but not stored: a sealed body moved to another place does not open there.
 */
export function sealBody(key: Uint8Array, body: Uint8Array, context: string): Uint8Array {
  const nonce = random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealBody` made; undefined if key, context or a single bit is not the same. */
export function openBody(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-TAG));
  const body = decipher.update(sealed.subarray(NONCE, -TAG));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    return undefined;
  }
}
