import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes in a block. */
const BLOCK = 8;
const ZERO = new Uint8Array(BLOCK);

/** 3DES with two keys (16 bytes, K1 ‖ K2) in CBC mode over whole blocks, nothing padded; first block against zeros. */
export function encryptTripleDes(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv('des-ede3-cbc', tripled(key), ZERO).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** The reverse of `encryptTripleDes`. Throws a plain Error where the bytes are not whole blocks. */
export function decryptTripleDes(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('des-ede3-cbc', tripled(key), ZERO).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}

/**
 * Retail MAC over whole blocks (ISO/IEC 9797-1, algorithm 3, DES; the caller pads): 8 bytes. Single DES is not in every
 * runtime; 3DES with K ‖ K ‖ K is the same and is in all of them.
 */
export function retailMac(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  const [first, second] = [key.subarray(0, BLOCK), key.subarray(BLOCK)];
  const chained = encryptTripleDes(Buffer.concat([first, first]), blocks).subarray(-BLOCK);
  return encryptTripleDes(
    Buffer.concat([first, first]),
    decryptTripleDes(Buffer.concat([second, second]), chained),
  );
}

/** K1 ‖ K2 ‖ K1. */
function tripled(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, key.subarray(0, BLOCK)]);
}
