import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes in a block. */
const BLOCK = 16;
const ZERO = new Uint8Array(BLOCK);

/** AES-CBC over whole blocks, nothing padded. Key of 16, 24 or 32 bytes; first block against zeros unless said otherwise. */
export function encryptAes(key: Uint8Array, blocks: Uint8Array, iv: Uint8Array = ZERO): Uint8Array {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** The reverse of `encryptAes`. Throws a plain Error where the bytes are not whole blocks. */
export function decryptAes(key: Uint8Array, blocks: Uint8Array, iv: Uint8Array = ZERO): Uint8Array {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]);
}

/** AES-CMAC (NIST SP 800-38B; RFC 4493): 16 bytes. */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const once = doubled(encryptAes(key, ZERO));
  const isWhole = message.length > 0 && message.length % BLOCK === 0;
  const padded = isWhole ? Buffer.from(message) : paddedToBlock(message);
  const subkey = isWhole ? once : doubled(once);
  const last = padded.length - BLOCK;
  subkey.forEach((byte, index) => (padded[last + index] = (padded[last + index] ?? 0) ^ byte));
  return encryptAes(key, padded).subarray(-BLOCK);
}

function paddedToBlock(message: Uint8Array): Buffer {
  const padded = Buffer.alloc((Math.floor(message.length / BLOCK) + 1) * BLOCK);
  padded.set(message);
  padded[message.length] = 0x80;
  return padded;
}

/** Times x in the field of the cipher: shifted by one bit, and 87 taken away where a bit fell out. */
function doubled(block: Uint8Array): Uint8Array {
  const shifted = Uint8Array.from(
    block,
    (byte, index) => ((byte << 1) | ((block[index + 1] ?? 0) >> 7)) & 0xff,
  );
  const last = BLOCK - 1;
  if ((block[0] ?? 0) & 0x80) shifted[last] = (shifted[last] ?? 0) ^ 0x87;
  return shifted;
}
