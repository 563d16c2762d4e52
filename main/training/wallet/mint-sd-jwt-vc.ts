import { randomBytes } from 'node:crypto';
import { sha256 } from '../../crypto/hash';
import { type PrivateKey, type PublicKey, publicHalf } from '../../crypto/jwk';
import { signCompact } from '../../crypto/jws';

/** A credential to be made: to whom it is bound, and what it says. */
export interface CredentialToMint {
  readonly issuer: string;
  /** The `vct`. */
  readonly type: string;
  /** Each of them can be shown by itself. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly holder: PublicKey;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Mints an SD-JWT VC with every claim disclosed (RFC 9901; draft-ietf-oauth-sd-jwt-vc): issuer JWT and disclosures, `~` at the end. */
export async function mintSdJwtVc(credential: CredentialToMint, key: PrivateKey): Promise<string> {
  const { issuer, type, claims, holder, issuedAt, expiresAt } = credential;
  const disclosures = Object.entries(claims).map(([name, value]) =>
    base64url(JSON.stringify([randomBytes(16).toString('base64url'), name, value])),
  );
  const digests = disclosures.map((disclosure) => base64url(sha256(Buffer.from(disclosure)))).sort();
  const { kty, crv, x, y } = publicHalf(holder);
  const payload = {
    iss: issuer,
    vct: type,
    iat: Math.floor(issuedAt.getTime() / 1000),
    exp: Math.floor(expiresAt.getTime() / 1000),
    cnf: { jwk: { kty, crv, x, y } },
    _sd_alg: 'sha-256',
    _sd: digests,
  };
  return `${[await signCompact(payload, key, 'dc+sd-jwt'), ...disclosures].join('~')}~`;
}

/** The same credential with some of its claims only, as its holder shows it. */
export function disclosing(credential: string, names: readonly string[]): string {
  const [jwt = '', ...disclosures] = credential.split('~').slice(0, -1);
  const shown = disclosures.filter((disclosure) => names.includes(nameIn(disclosure)));
  return `${[jwt, ...shown].join('~')}~`;
}

/** The credential with the holder's signature over it, for one request (RFC 9901, 4.3). */
export async function bound(
  credential: string,
  { audience, nonce }: { audience: string; nonce: string },
  key: PrivateKey,
  now: Date,
): Promise<string> {
  const { kty, crv, x, y, d } = key;
  const binding = {
    iat: Math.floor(now.getTime() / 1000),
    aud: audience,
    nonce,
    sd_hash: base64url(sha256(Buffer.from(credential))),
  };
  return credential + (await signCompact(binding, { kty, crv, x, y, d }, 'kb+jwt'));
}

function nameIn(disclosure: string): string {
  const parsed: unknown = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8'));
  return Array.isArray(parsed) ? String(parsed[1]) : '';
}

function base64url(data: string | Uint8Array): string {
  return Buffer.from(data).toString('base64url');
}
