import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { VestibuleError } from '../../../shared/domain/error';
import { PublicJwk } from '../../../shared/domain/trust-list';
import { sha256 } from '../../crypto/hash';
import { PublicKey } from '../../crypto/jwk';
import { openJwt } from '../../crypto/jwt';
import { verifySignature } from '../../crypto/signature';

const EncryptionKey = PublicKey.strip();

/** What a verifier asks of a wallet, as far as the sample wallet understands it (OpenID4VP 1.0, 5). */
export const WalletRequest = z.object({
  client_id: z.string().startsWith('x509_hash:'),
  response_uri: z.url(),
  response_mode: z.enum(['direct_post.jwt', 'direct_post']),
  nonce: z.string(),
  state: z.string(),
  dcql_query: z.object({
    credentials: z.array(
      z.object({
        id: z.string(),
        format: z.string(),
        meta: z.object({ vct_values: z.array(z.string()).optional(), doctype_value: z.string().optional() }),
        claims: z.array(z.object({ id: z.string(), path: z.array(z.string()).min(1) })),
        claim_sets: z.array(z.array(z.string())).optional(),
      }),
    ),
  }),
  client_metadata: z.object({
    client_name: z.string(),
    jwks: z.object({ keys: z.array(EncryptionKey).min(1) }).optional(),
  }),
});
export type WalletRequest = z.infer<typeof WalletRequest>;
export type CredentialQuery = WalletRequest['dcql_query']['credentials'][number];

/**
 * Fetches the request that a code names and checks who signed it: the certificate is the one that the code's client
 * identifier names, and its key signed the request. Throws `VestibuleError`: bad-request, authority-unreachable.
 */
export async function resolveWalletRequest(walletUri: string): Promise<WalletRequest> {
  const parameters = URL.canParse(walletUri) ? new URL(walletUri).searchParams : new URLSearchParams();
  const [clientId, requestUri] = [parameters.get('client_id'), parameters.get('request_uri')];
  if (clientId === null || requestUri === null || !URL.canParse(requestUri)) {
    throw new VestibuleError('bad-request', 'This is not a code for wallets.');
  }
  const response = await fetch(requestUri, { redirect: 'error', signal: AbortSignal.timeout(5_000) }).catch(
    () => {
      throw new VestibuleError('authority-unreachable', 'The wallet cannot reach who asks.');
    },
  );
  if (!response.ok) throw new VestibuleError('bad-request', 'The request is over.');
  const jwt = openJwt(await response.text());
  const [certificate] = jwt.certificates;
  const named = certificate && `x509_hash:${Buffer.from(sha256(certificate)).toString('base64url')}`;
  const request = WalletRequest.safeParse(jwt.payload);
  const isSigned =
    certificate !== undefined &&
    jwt.type === 'oauth-authz-req+jwt' &&
    jwt.algorithm === 'ES256' &&
    verifySignature({
      algorithm: 'ES256',
      key: PublicJwk.parse(new X509Certificate(certificate).publicKey.export({ format: 'jwk' })),
      data: jwt.signed,
      signature: jwt.signature,
    });
  if (!isSigned || named !== clientId || !request.success || request.data.client_id !== clientId) {
    throw new VestibuleError('bad-request', 'The wallet does not believe who asks.');
  }
  return request.data;
}
