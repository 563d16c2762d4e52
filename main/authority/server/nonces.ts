import { timingSafeEqual } from 'node:crypto';
import { hmacSha256 } from '../../crypto/hash';

/** Milliseconds in which one nonce is given out; it is taken in the next such time too. */
const PERIOD = 120_000;

/**
 * DPoP nonces (RFC 9449, 8) without memory: the number of the period and a keyed digest of it. Every instance that
 * has the same secret gives out and takes the same ones.
 */
export class Nonces {
  constructor(private readonly secret: Uint8Array) {}

  current(now: Date): string {
    return this.#of(Math.floor(now.getTime() / PERIOD));
  }

  accepts(nonce: string, now: Date): boolean {
    const period = Math.floor(now.getTime() / PERIOD);
    return [period, period - 1].some((candidate) => same(nonce, this.#of(candidate)));
  }

  /** Until when a nonce that is taken now could still be taken, in milliseconds since 1970. */
  lastUse(now: Date): number {
    return now.getTime() + 2 * PERIOD;
  }

  #of(period: number): string {
    return Buffer.from(hmacSha256(this.secret, Buffer.from(`nonce ${period}`))).toString('base64url');
  }
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
