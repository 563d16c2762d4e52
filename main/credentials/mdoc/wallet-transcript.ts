import { encode } from 'cborg';
import { sha256 } from '../../crypto/hash';

/** What of a request to a wallet a mobile document's device signs along. */
export interface WalletHandover {
  /** With its prefix, as in the request. */
  readonly clientId: string;
  readonly nonce: string;
  /** RFC 7638 SHA-256 thumbprint, base64url, of the key that the answer is encrypted to; undefined where it is not. */
  readonly encryptionKey: string | undefined;
  readonly responseUri: string;
}

/** SessionTranscript of an answer by redirect or direct post, as CBOR (OpenID4VP 1.0, B.2.6.1). */
export function walletTranscript({
  clientId,
  nonce,
  encryptionKey,
  responseUri,
}: WalletHandover): Uint8Array {
  const thumbprint = encryptionKey === undefined ? null : Buffer.from(encryptionKey, 'base64url');
  const info = encode([clientId, nonce, thumbprint, responseUri]);
  return encode([null, null, ['OpenID4VPHandover', sha256(info)]]);
}
