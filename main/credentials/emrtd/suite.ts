import { aesCmac, decryptAes, encryptAes } from '../../crypto/aes';
import { digest } from '../../crypto/digest';
import { decryptTripleDes, encryptTripleDes, retailMac } from '../../crypto/triple-des';

export type SuiteName = '3des' | 'aes-128' | 'aes-192' | 'aes-256';

/** A block cipher and its MAC, as BAC, PACE and chip authentication agree on one (ICAO 9303 part 11, 9.7 and 9.8). */
export interface Suite {
  readonly name: SuiteName;
  /** Bytes in a block, and in the send sequence counter. */
  readonly block: 8 | 16;
  /** A key from a shared secret; `counter` 1 encrypts, 2 authenticates, 3 is PACE's (9.7.1). */
  derive(secret: Uint8Array, counter: 1 | 2 | 3): Uint8Array;
  /** CBC over whole blocks; the first block against zeros. */
  encrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  decrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** As `encrypt` and `decrypt`, bound to the counter where the cipher's mode asks for it: in secure messaging (9.8.4). */
  encryptMessage(key: Uint8Array, counter: Uint8Array, blocks: Uint8Array): Uint8Array;
  decryptMessage(key: Uint8Array, counter: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** 8 bytes over a message of any length: for tokens. */
  mac(key: Uint8Array, message: Uint8Array): Uint8Array;
  /** The same in secure messaging, which pads its messages for AES too. */
  macMessage(key: Uint8Array, message: Uint8Array): Uint8Array;
}

/** The message with `80` and zeros behind it, up to a whole block (ISO/IEC 9797-1, padding method 2). */
export function padded(message: Uint8Array, block: number): Uint8Array {
  const whole = new Uint8Array((Math.floor(message.length / block) + 1) * block);
  whole.set(message);
  whole[message.length] = 0x80;
  return whole;
}

/** The message without that padding; undefined where there is none. */
export function unpadded(message: Uint8Array): Uint8Array | undefined {
  let end = message.length;
  while (end > 0 && message[end - 1] === 0) end--;
  return message[end - 1] === 0x80 ? message.subarray(0, end - 1) : undefined;
}

const tripleDes: Suite = {
  name: '3des',
  block: 8,
  derive: (secret, counter) => withOddParity(derived('sha1', secret, counter).subarray(0, 16)),
  encrypt: encryptTripleDes,
  decrypt: decryptTripleDes,
  encryptMessage: (key, _, blocks) => encryptTripleDes(key, blocks),
  decryptMessage: (key, _, blocks) => decryptTripleDes(key, blocks),
  mac: (key, message) => retailMac(key, padded(message, 8)),
  macMessage: (key, message) => retailMac(key, padded(message, 8)),
};

export const suites: Readonly<Record<SuiteName, Suite>> = {
  '3des': tripleDes,
  'aes-128': aes('aes-128', 'sha1', 16),
  'aes-192': aes('aes-192', 'sha256', 24),
  'aes-256': aes('aes-256', 'sha256', 32),
};

function aes(name: SuiteName, hash: 'sha1' | 'sha256', length: number): Suite {
  return {
    name,
    block: 16,
    derive: (secret, counter) => derived(hash, secret, counter).subarray(0, length),
    encrypt: encryptAes,
    decrypt: decryptAes,
    encryptMessage: (key, counter, blocks) => encryptAes(key, blocks, encryptAes(key, counter)),
    decryptMessage: (key, counter, blocks) => decryptAes(key, blocks, encryptAes(key, counter)),
    mac: (key, message) => aesCmac(key, message).subarray(0, 8),
    macMessage: (key, message) => aesCmac(key, padded(message, 16)).subarray(0, 8),
  };
}

function derived(hash: 'sha1' | 'sha256', secret: Uint8Array, counter: number): Uint8Array {
  return digest(hash, secret, Uint8Array.of(0, 0, 0, counter));
}

/** The lowest bit of each byte so that their number is odd: DES does not look at it, the worked examples have it so. */
function withOddParity(key: Uint8Array): Uint8Array {
  return key.map((byte) => {
    let ones = 0;
    for (let bit = 1; bit < 8; bit++) ones += (byte >> bit) & 1;
    return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
  });
}
