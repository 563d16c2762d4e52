import { CompactEncrypt, compactDecrypt, errors, importJWK } from 'jose';
import type { PrivateKey, PublicKey } from './jwk';

/*
 * Direct key agreement, not ECDH-ES+A256KW: the crypto library of Electron has no AES key wrap in WebCrypto
 * (seen in Electron 33), and there is one recipient, so there is nothing to wrap.
 */
const KEY_AGREEMENT = 'ECDH-ES';
const CONTENT = 'A256GCM';

/** Seals a text for the holder of `key`: a compact JWE (RFC 7516), ECDH-ES on P-256 and A256GCM. */
export async function seal(text: string, key: PublicKey): Promise<string> {
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({
      alg: KEY_AGREEMENT,
      enc: CONTENT,
      ...(key.kid !== undefined && { kid: key.kid }),
    })
    .encrypt(await importJWK(key, KEY_AGREEMENT));
}

/** What wallets seal with (OpenID4VP 1.0, 8.3; HAIP 1.0, 5): A128GCM is the default, A256GCM what both sides should have. */
export const WALLET_CONTENT_ENCRYPTION: readonly string[] = ['A128GCM', CONTENT];

/** The text that was sealed for `key`, or undefined if it was not, or was changed on the way. */
export async function open(
  jwe: string,
  key: PrivateKey,
  contentEncryption: readonly string[] = [CONTENT],
): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(jwe, await importJWK(key, KEY_AGREEMENT), {
      keyManagementAlgorithms: [KEY_AGREEMENT],
      contentEncryptionAlgorithms: [...contentEncryption],
    });
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch (thrown) {
    if (thrown instanceof errors.JOSEError || thrown instanceof TypeError || thrown instanceof DOMException)
      return undefined;
    throw thrown;
  }
}
