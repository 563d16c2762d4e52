import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

const base64url32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const publicMembers = {
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url32,
  y: base64url32,
  kid: z.string().optional(),
};

/** The public half of a key of a terminal or an authority: P-256 (RFC 7518, 6.2.1). Any other member is refused, `d` first of all. */
export const PublicKey = z.strictObject(publicMembers);
export type PublicKey = z.infer<typeof PublicKey>;

/** Both halves (RFC 7518, 6.2.2). It is a secret: it is stored sealed and never printed. */
export const PrivateKey = z.strictObject({ ...publicMembers, d: base64url32 });
export type PrivateKey = z.infer<typeof PrivateKey>;

/** A new key that signs (ES256). Its `kid` is its thumbprint. */
export function generateSigningKey(): Promise<PrivateKey> {
  return generate('ES256');
}

/** A new key that others seal for (ECDH-ES). Its `kid` is its thumbprint. */
export function generateSealingKey(): Promise<PrivateKey> {
  return generate('ECDH-ES');
}

/** SHA-256 of the key as RFC 7638 writes it, base64url: what a first trust pins and a token is bound to. */
export function thumbprint(key: PublicKey | PrivateKey): Promise<string> {
  return calculateJwkThumbprint(key, 'sha256');
}

/** The half that may be shown. */
export function publicHalf({ kty, crv, x, y, kid }: PublicKey | PrivateKey): PublicKey {
  return kid === undefined ? { kty, crv, x, y } : { kty, crv, x, y, kid };
}

async function generate(algorithm: 'ES256' | 'ECDH-ES'): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'P-256', extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  const key = PrivateKey.parse({ kty, crv, x, y, d });
  return { ...key, kid: await thumbprint(key) };
}
