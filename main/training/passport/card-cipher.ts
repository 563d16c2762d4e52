/** The card's side of the ciphers (ICAO 9303 part 11, 9.7 and 9.8). */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { bytes, join, objectsIn, tlv } from './bytes';
import type { SuiteName } from './files';

export interface CardCipher {
  readonly block: number;
  key(secret: Uint8Array, counter: number): Buffer;
  encrypt(key: Uint8Array, data: Uint8Array, iv?: Uint8Array): Buffer;
  decrypt(key: Uint8Array, data: Uint8Array, iv?: Uint8Array): Buffer;
  /** Over any message: for tokens. */
  mac(key: Uint8Array, data: Uint8Array): Buffer;
  iv(key: Uint8Array, counter: Uint8Array): Buffer;
}

const pad = (data: Uint8Array, block: number): Buffer =>
  join(data, Buffer.of(0x80), Buffer.alloc((2 * block - 1 - (data.length % block)) % block));

function unpad(data: Buffer): Buffer {
  return data.subarray(0, data.lastIndexOf(0x80));
}

function run(name: string, isEncrypting: boolean, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const engine = isEncrypting ? createCipheriv(name, key, iv) : createDecipheriv(name, key, iv);
  engine.setAutoPadding(false);
  return join(engine.update(data), engine.final());
}

const zeros = (length: number) => Buffer.alloc(length);

/** DES of one block by 3DES with one key three times. */
const des = (isEncrypting: boolean, key: Uint8Array, block: Uint8Array) =>
  run('des-ede3', isEncrypting, join(key, key, key), zeros(0), block);

const tripleDes: CardCipher = {
  block: 8,
  key: (secret, counter) =>
    createHash('sha1')
      .update(secret)
      .update(Buffer.of(0, 0, 0, counter))
      .digest()
      .subarray(0, 16),
  encrypt: (key, data, iv = zeros(8)) => run('des-ede3-cbc', true, join(key, key.subarray(0, 8)), iv, data),
  decrypt: (key, data, iv = zeros(8)) => run('des-ede3-cbc', false, join(key, key.subarray(0, 8)), iv, data),
  mac(key, data) {
    const [a, b] = [key.subarray(0, 8), key.subarray(8, 16)];
    const message = pad(data, 8);
    let chained: Buffer = zeros(8);
    for (let at = 0; at < message.length; at += 8) {
      chained = des(true, a, chained.map((byte, index) => byte ^ message.readUInt8(at + index)) as Buffer);
    }
    return des(true, a, des(false, b, chained));
  },
  iv: () => zeros(8),
};

function aes(size: 16 | 24 | 32): CardCipher {
  const name = `aes-${size * 8}`;
  const hash = size === 16 ? 'sha1' : 'sha256';
  const one = (key: Uint8Array, block: Uint8Array) => run(`${name}-ecb`, true, key, zeros(0), block);
  return {
    block: 16,
    key: (secret, counter) =>
      createHash(hash)
        .update(secret)
        .update(Buffer.of(0, 0, 0, counter))
        .digest()
        .subarray(0, size),
    encrypt: (key, data, iv = zeros(16)) => run(`${name}-cbc`, true, key, iv, data),
    decrypt: (key, data, iv = zeros(16)) => run(`${name}-cbc`, false, key, iv, data),
    mac(key, data) {
      // NIST SP 800-38B, 6.1 and 6.2, on whole numbers.
      const big = (block: Buffer) => BigInt(`0x${block.toString('hex')}`);
      const block = (value: bigint) => bytes(value.toString(16).padStart(32, '0'));
      const twice = (value: bigint) => ((value << 1n) & ((1n << 128n) - 1n)) ^ (value >> 127n ? 0x87n : 0n);
      const first = twice(big(one(key, zeros(16))));
      const isWhole = data.length > 0 && data.length % 16 === 0;
      const message = isWhole ? Buffer.from(data) : pad(data, 16);
      let chained = 0n;
      for (let at = 0; at < message.length; at += 16) {
        const isLast = at + 16 === message.length;
        const mask = isLast ? (isWhole ? first : twice(first)) : 0n;
        chained = big(one(key, block(chained ^ big(message.subarray(at, at + 16)) ^ mask)));
      }
      return block(chained).subarray(0, 8);
    },
    iv: (key, counter) => one(key, counter),
  };
}

export const ciphers: Readonly<Record<SuiteName, CardCipher>> = {
  '3des': tripleDes,
  'aes-128': aes(16),
  'aes-192': aes(24),
  'aes-256': aes(32),
};

/** The card's end of a session: takes commands apart, puts answers together. */
export class CardSession {
  readonly #encryption: Buffer;
  readonly #mac: Buffer;
  #counter: bigint;

  constructor(
    private readonly cipher: CardCipher,
    secret: Uint8Array,
    counter = 0n,
  ) {
    this.#encryption = cipher.key(secret, 1);
    this.#mac = cipher.key(secret, 2);
    this.#counter = counter;
  }

  /** The plain data and expected length of a secured command; undefined where its checksum is wrong. */
  command(
    header: Uint8Array,
    secured: Uint8Array,
  ): { data: Buffer; expects: number | undefined } | undefined {
    const { block } = this.cipher;
    const counter = this.#next();
    const objects = objectsIn(secured);
    const valueOf = (tag: string) => objects.find((each) => each.tag === tag)?.value;
    const covered = objects.filter(({ tag }) => tag !== '8e').map(({ raw }) => raw);
    const message = join(counter, pad(header, block), ...covered);
    if (!this.#checksum(message).equals(valueOf('8e') ?? zeros(0))) return undefined;
    const hidden = valueOf('87')?.subarray(1) ?? valueOf('85');
    const iv = this.cipher.iv(this.#encryption, counter);
    const data = hidden ? unpad(this.cipher.decrypt(this.#encryption, hidden, iv)) : zeros(0);
    const expects = valueOf('97');
    return {
      data,
      expects:
        expects && (expects.length === 1 ? expects.readUInt8(0) || 256 : expects.readUInt16BE(0) || 65_536),
    };
  }

  answer(data: Uint8Array, status: Uint8Array): Buffer {
    const counter = this.#next();
    const iv = this.cipher.iv(this.#encryption, counter);
    const hidden =
      data.length > 0
        ? tlv('87', Buffer.of(1), this.cipher.encrypt(this.#encryption, pad(data, this.cipher.block), iv))
        : zeros(0);
    const body = join(hidden, tlv('99', status));
    return join(body, tlv('8e', this.#checksum(join(counter, body))), status);
  }

  #checksum(message: Uint8Array): Buffer {
    const { block, mac } = this.cipher;
    return mac(this.#mac, block === 8 ? message : pad(message, block));
  }

  #next(): Buffer {
    this.#counter += 1n;
    return bytes(this.#counter.toString(16).padStart(2 * this.cipher.block, '0'));
  }
}
