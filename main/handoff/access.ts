import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A new token: 256 random bits, shown once and never kept. */
export function newToken(): string {
  return `vho_${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token: its SHA-256, in hex. A stolen journal does not open the API. */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether the request brings the token, compared in a time that does not tell how much of it is right. */
export function hasToken(headers: IncomingHttpHeaders, tokenSha256: string): boolean {
  const [, token = ''] = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(Buffer.from(digestOfToken(token), 'hex'), Buffer.from(tokenSha256, 'hex'));
}

/**
 * Whether a program of this machine asks, not a page in a browser: the address must be the loopback one that was bound
 * (a rebound name still says its own), and nothing that browsers add of themselves may be there.
 */
export function isLocalProgram(headers: IncomingHttpHeaders, port: number): boolean {
  const isHere = headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`;
  return isHere && headers.origin === undefined && headers['sec-fetch-site'] === undefined;
}

/** A bucket of permissions that refills steadily: so many at once, so many a second. */
export class Allowance {
  #left: number;
  #at: number;

  constructor(
    private readonly size: number,
    private readonly perSecond: number,
    private readonly monotonic: () => number,
  ) {
    this.#left = size;
    this.#at = monotonic();
  }

  /** Takes one, if there is one. */
  take(): boolean {
    const now = this.monotonic();
    this.#left = Math.min(this.size, this.#left + ((now - this.#at) / 1_000) * this.perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
