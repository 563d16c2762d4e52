import { WALLET_CONTENT_ENCRYPTION } from '../../../crypto/jwe';
import { type PublicKey, publicHalf } from '../../../crypto/jwk';
import { signWithCertificates } from '../../../crypto/jws';
import type { DcqlQuery } from './dcql-query';
import type { PresentationRequest } from './presentation-requests';
import type { Verifier } from './verifier';

interface RequestObject {
  readonly request: PresentationRequest;
  readonly query: DcqlQuery;
  readonly responseUri: string;
  /** Who asks, as the wallet shows it to its holder. */
  readonly site: string;
}

/**
 * What a wallet is asked, signed (OpenID4VP 1.0, 5; RFC 9101): a compact JWS of the type `oauth-authz-req+jwt` with the
 * verifier's certificates. The confirmation number stands behind the name that wallets show of who asks.
 */
export function requestObject(
  { request, query, responseUri, site }: RequestObject,
  verifier: Verifier,
  now: Date,
): Promise<string> {
  const { id, walletNonce, responseMode, encryptionKey, number, expiresAt } = request;
  const payload = {
    aud: 'https://self-issued.me/v2',
    iat: Math.floor(now.getTime() / 1000),
    exp: Math.floor(expiresAt.getTime() / 1000),
    client_id: verifier.clientId,
    response_type: 'vp_token',
    response_mode: responseMode,
    response_uri: responseUri,
    nonce: walletNonce,
    state: id,
    dcql_query: query,
    client_metadata: {
      client_name: `${site} · ${number}`,
      vp_formats_supported: formatsOf(responseMode),
      ...(responseMode === 'direct_post.jwt' && {
        jwks: { keys: [encryptionJwk(publicHalf(encryptionKey))] },
        encrypted_response_enc_values_supported: WALLET_CONTENT_ENCRYPTION,
      }),
    },
  };
  return signWithCertificates(payload, verifier.key, verifier.chain, 'oauth-authz-req+jwt');
}

/** The algorithms that `main/credentials` verifies; COSE has its own numbers for them. */
const JOSE = ['ES256', 'ES384', 'ES512', 'EdDSA'];
const COSE = [-7, -35, -36, -8];
/** HMAC 256/256 with a key that is agreed on over P-256, where there is a key of ours to agree with: the one that the answer is sealed for (B.2.2). */
const MAC_OVER_P256 = -65_537;

function formatsOf(responseMode: PresentationRequest['responseMode']) {
  const device = responseMode === 'direct_post.jwt' ? [...COSE, MAC_OVER_P256] : COSE;
  return {
    'dc+sd-jwt': { 'sd-jwt_alg_values': JOSE, 'kb-jwt_alg_values': JOSE },
    mso_mdoc: { issuerauth_alg_values: COSE, deviceauth_alg_values: device },
  };
}

function encryptionJwk(key: PublicKey) {
  return { ...key, use: 'enc', alg: 'ECDH-ES' };
}
