import { z } from 'zod';
import type { Issuer } from '../../../shared/domain/trust-list';
import { issueRootCertificate, issueSignerCertificate } from '../../crypto/issue-certificate';
import { PrivateKey, generateSigningKey, publicHalf } from '../../crypto/jwk';

/** Id of the sample issuer of wallet credentials, as its credentials name it. */
export const WALLET_ISSUER = 'urn:vestibule:sample:wallet-office';

/** Its keys: one signs SD-JWTs, the other mobile documents, under the certificates beside it. */
export const WalletIssuerKeys = z.object({
  sdJwt: PrivateKey,
  mdoc: PrivateKey,
  /** DER in base64. */
  root: z.base64(),
  certificate: z.base64(),
});
export type WalletIssuerKeys = z.infer<typeof WalletIssuerKeys>;

const YEAR = 365 * 86_400_000;
/** Extended key usage of those who sign mobile driving licences (ISO 18013-5, B.1.4). */
const DOCUMENT_SIGNER = '1.0.18013.5.1.2';

/** New keys, once for each training installation. */
export async function generateWalletIssuerKeys(now: Date): Promise<WalletIssuerKeys> {
  const [sdJwt, mdoc, root] = [
    await generateSigningKey(),
    await generateSigningKey(),
    await generateSigningKey(),
  ];
  const times = { from: new Date(now.getTime() - 86_400_000), until: new Date(now.getTime() + 20 * YEAR) };
  const authority = { commonName: 'Sample Wallet Office root', key: root };
  const signer = { commonName: 'Sample Wallet Office', key: mdoc, usage: DOCUMENT_SIGNER, ...times };
  return {
    sdJwt,
    mdoc,
    root: base64(issueRootCertificate({ ...authority, ...times })),
    certificate: base64(issueSignerCertificate(signer, authority)),
  };
}

/** The issuer as the trust list names it: refused in live mode. */
export function walletIssuer({ sdJwt, root }: WalletIssuerKeys): Issuer {
  return {
    id: WALLET_ISSUER,
    name: { en: 'Sample Wallet Office', 'zh-CN': '样例数字钱包签发处' },
    formats: ['sd-jwt-vc', 'mdoc'],
    keys: [{ ...publicHalf(sdJwt), alg: 'ES256' }],
    certificates: [root],
    status: [],
    routing: [],
    training: true,
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
