import { randomBytes } from 'node:crypto';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { bytes, objectIn, tlv } from './bytes';
import { ciphers } from './card-cipher';
import type { SuiteName } from './files';

/** Curves of PACE by their standardised parameter id. */
const CURVES = {
  12: p256,
  13: brainpoolP256r1,
  15: p384,
  16: brainpoolP384r1,
  17: brainpoolP512r1,
  18: p521,
} as const;

export type PaceParameters = keyof typeof CURVES;

/** PACE, generic mapping, seen from the chip (part 11, 4.4). */
export class PaceRun {
  secret: Buffer | null = null;
  readonly #nonce: Buffer;
  readonly #curve;
  #generator;
  #own;
  #shared: Buffer | null = null;
  #theirs: Buffer | null = null;

  constructor(
    readonly suite: SuiteName,
    curve: PaceParameters,
    private readonly password: Uint8Array,
    private readonly protocol: Buffer,
  ) {
    this.#curve = CURVES[curve];
    this.#nonce = randomBytes(16);
    this.#generator = this.#curve.Point.BASE;
    this.#own = this.#fresh();
  }

  step(body: Buffer): Buffer | null {
    const cipher = ciphers[this.suite];
    const [mapping, key, token] = ['81', '83', '85'].map((tag) => objectIn(body, tag));
    if (mapping) {
      const point = this.#curve.Point.fromBytes(mapping);
      const answer = tlv('82', this.#bytesOf(this.#own));
      const nonce = BigInt(`0x${this.#nonce.toString('hex')}`);
      this.#generator = this.#curve.Point.BASE.multiply(nonce).add(point.multiply(this.#own));
      return answer;
    }
    if (key) {
      this.#own = this.#fresh();
      this.#theirs = key;
      const { x } = this.#curve.Point.fromBytes(key).multiply(this.#own).toAffine();
      this.#shared = bytes(
        x
          .toString(16)
          .padStart(
            this.#curve.lengths.publicKeyUncompressed ? this.#curve.lengths.publicKeyUncompressed - 1 : 0,
            '0',
          ),
      );
      return tlv('84', this.#bytesOf(this.#own));
    }
    if (token && this.#shared && this.#theirs) {
      const macKey = cipher.key(this.#shared, 2);
      const over = (point: Uint8Array) =>
        cipher.mac(macKey, tlv('7f49', tlv('06', this.protocol), tlv('86', point)));
      if (!over(this.#bytesOf(this.#own)).equals(token)) return null;
      this.secret = this.#shared;
      return tlv('86', over(this.#theirs));
    }
    return tlv('80', cipher.encrypt(cipher.key(this.password, 3), this.#nonce));
  }

  #fresh(): bigint {
    return BigInt(`0x${Buffer.from(this.#curve.utils.randomSecretKey()).toString('hex')}`);
  }

  #bytesOf(scalar: bigint): Uint8Array {
    return this.#generator.multiply(scalar).toBytes(false);
  }
}
