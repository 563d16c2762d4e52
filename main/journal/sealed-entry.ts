import { sha256, sha256Hex } from '../crypto/hash';
import { KEY_LENGTH, unwrapKey, wrapKey } from '../crypto/key-wrap';
import { random } from '../crypto/random';
import { openBody, sealBody } from '../crypto/sealed-body';

const SALT = 32;

/** A body at rest with what the chain says about it (STORAGE, Encryption that allows erasure). */
export interface SealedEntry {
  /** AES-256-GCM over salt ‖ body, for the entry's id. */
  ciphertext: Uint8Array;
  cipherHash: string;
  commitment: string;
  /** The data key under the master key, for the entry's id. */
  wrappedKey: Uint8Array;
}

/** Seals `body` under a new data key. Destroying `wrappedKey` erases it; the hashes stay true. */
export function sealEntry(masterKey: Uint8Array, id: string, body: Uint8Array): SealedEntry {
  const dataKey = random(KEY_LENGTH);
  const salt = random(SALT);
  const ciphertext = sealBody(dataKey, Buffer.concat([salt, body]), id);
  return {
    ciphertext,
    cipherHash: sha256Hex(ciphertext),
    commitment: sha256Hex(salt, body),
    wrappedKey: wrapKey(masterKey, dataKey, id),
  };
}

/** Opens it again and holds it against the commitment; undefined if anything was altered. */
export function openEntry(
  masterKey: Uint8Array,
  id: string,
  sealed: { ciphertext: Uint8Array; wrappedKey: Uint8Array; commitment: Uint8Array },
): { salt: Uint8Array; body: Uint8Array } | undefined {
  const dataKey = unwrapKey(masterKey, sealed.wrappedKey, id);
  const opened = dataKey && openBody(dataKey, sealed.ciphertext, id);
  if (!opened || opened.length < SALT || !Buffer.from(sha256(opened)).equals(sealed.commitment))
    return undefined;
  return { salt: opened.subarray(0, SALT), body: opened.subarray(SALT) };
}
