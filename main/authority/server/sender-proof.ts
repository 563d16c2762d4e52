import { z } from 'zod';
import { sha256 } from '../../crypto/hash';
import { thumbprint } from '../../crypto/jwk';
import { verifyWithEmbeddedKey } from '../../crypto/jws';
import { AuthorityError } from './authority-error';
import type { Nonces } from './nonces';
import type { ReplayMemory } from './replay-memory';

/** The claims of a DPoP proof (RFC 9449, 4.2). `iat` has to be there; freshness comes from the nonce (4.3, check 11). */
const Proof = z.looseObject({
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  jti: z.string().min(8).max(256),
  nonce: z.string().optional(),
  ath: z.string().optional(),
});

/** One request as its proof has to name it. */
export interface ProvenRequest {
  readonly method: string;
  /** Every URL under which this operation is known, without query. */
  readonly urls: readonly string[];
  readonly proof: string | undefined;
  readonly accessToken?: string;
}

/** Checks the DPoP proof of a request (RFC 9449, 4.3). */
export class SenderProof {
  constructor(
    private readonly nonces: Nonces,
    private readonly replays: ReplayMemory,
  ) {}

  /** The RFC 7638 thumbprint of the sender's key. Throws `AuthorityError`: proof-invalid, use-dpop-nonce. */
  async check(request: ProvenRequest, now: Date): Promise<string> {
    if (request.proof === undefined) throw invalid('It is missing.');
    const verified = await verifyWithEmbeddedKey(request.proof, 'dpop+jwt');
    if (!verified) throw invalid('Its signature is wrong, or it is no proof.');
    const parsed = Proof.safeParse(verified.value);
    if (!parsed.success) throw invalid('A claim is missing.');
    const { htm, htu, jti, nonce, ath } = parsed.data;
    if (htm !== request.method) throw invalid('It was made for another method.');
    if (!request.urls.includes(withoutQuery(htu))) throw invalid('It was made for another URL.');
    if (nonce === undefined || !this.nonces.accepts(nonce, now))
      throw new AuthorityError('use-dpop-nonce', 'Send it again with the nonce of this answer.');
    if (ath !== (request.accessToken === undefined ? undefined : tokenDigest(request.accessToken)))
      throw invalid('It was made for another token.');
    const sender = await thumbprint(verified.key);
    if (!(await this.replays.firstTime(`${sender} ${jti}`, this.nonces.lastUse(now), now)))
      throw invalid('It was used before.');
    return sender;
  }
}

function tokenDigest(token: string): string {
  return Buffer.from(sha256(Buffer.from(token, 'ascii'))).toString('base64url');
}

function withoutQuery(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function invalid(why: string): AuthorityError {
  return new AuthorityError('proof-invalid', `The DPoP proof does not hold. ${why}`);
}
