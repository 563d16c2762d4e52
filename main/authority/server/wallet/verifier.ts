import { z } from 'zod';
import { sha256 } from '../../../crypto/hash';
import { issueRootCertificate, issueSignerCertificate } from '../../../crypto/issue-certificate';
import { PrivateKey, generateSigningKey } from '../../../crypto/jwk';
import type { SealedStore } from '../authority-keys';

/** As whom this authority asks wallets: the key that signs the requests, and the certificates that say whose it is. */
export interface Verifier {
  readonly key: PrivateKey;
  /** DER; the key's own certificate first, without the root. */
  readonly chain: readonly Uint8Array[];
  /** `x509_hash:` and the SHA-256 of the key's certificate (OpenID4VP 1.0, 5.9.3). */
  readonly clientId: string;
}

/** What a site brings where wallets know it by a register of theirs: its certificates, leaf first, and the leaf's key. */
export interface VerifierOptions {
  readonly key: PrivateKey;
  readonly chain: readonly Uint8Array[];
}

const YEARS = 5 * 365 * 86_400_000;
const HOUR = 3_600_000;

const Kept = z.object({
  root: PrivateKey,
  key: PrivateKey,
  rootCertificate: z.base64(),
  certificate: z.base64(),
});

/**
 * The verifier of the site's options, or one that the authority makes for itself, once, and keeps: a root of its own and
 * under it the certificate of the key, for no request may be signed with a certificate that signed itself (HAIP 1.0, 5).
 */
export async function verifierOf(
  options: VerifierOptions | undefined,
  store: SealedStore,
  name: string,
  now: Date,
): Promise<Verifier> {
  if (options) return withClientId(options);
  const kept = await store.keep('wallet verifier', Kept, () => made(name, now));
  return withClientId({ key: kept.key, chain: [Buffer.from(kept.certificate, 'base64')] });
}

async function made(name: string, now: Date): Promise<z.infer<typeof Kept>> {
  const [root, key] = [await generateSigningKey(), await generateSigningKey()];
  const times = { from: new Date(now.getTime() - HOUR), until: new Date(now.getTime() + YEARS) };
  const authority = { commonName: `${name} (root)`.slice(0, 64), key: root };
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return {
    root,
    key,
    rootCertificate: base64(issueRootCertificate({ ...authority, ...times })),
    certificate: base64(issueSignerCertificate({ commonName: name.slice(0, 64), key, ...times }, authority)),
  };
}

function withClientId({ key, chain }: VerifierOptions): Verifier {
  const [leaf = new Uint8Array()] = chain;
  return { key, chain, clientId: `x509_hash:${Buffer.from(sha256(leaf)).toString('base64url')}` };
}
