import { randomUUID } from 'node:crypto';
import type { Purpose } from '../../../../shared/domain/purpose';
import { walletTranscript } from '../../../credentials/mdoc/wallet-transcript';
import { thumbprint } from '../../../crypto/jwk';
import type { TrustView } from '../../../trust/trust-view';
import { judge } from '../../../verification/judge';
import type { JudgedVerdict } from '../../../verification/judgement';
import { minimised } from '../../../verification/minimised';
import type { PresentationRequest } from './presentation-requests';
import type { WalletAnswer } from './wallet-answer';

interface Asked {
  readonly request: PresentationRequest;
  readonly purpose: Purpose;
  readonly clientId: string;
  readonly responseUri: string;
  readonly trust: TrustView;
  readonly mode: 'training' | 'live';
}

export type WalletFinding = Pick<
  JudgedVerdict,
  'outcome' | 'reason' | 'format' | 'checks' | 'claims' | 'issuer' | 'validUntil' | 'training'
>;

/**
 * Judges a wallet's answer by the same rules as a terminal judges what it reads, and by two more: the key of the holder
 * signed this request, and the document is of the kind that was asked for (OpenID4VP 1.0, 8.6).
 */
export async function judgeWalletAnswer(
  { document, presentation }: Exclude<WalletAnswer, { declined: true }>,
  { request, purpose, clientId, responseUri, trust, mode }: Asked,
  now: Date,
): Promise<WalletFinding> {
  const { walletNonce: nonce, encryptionKey, responseMode } = request;
  const isSealed = responseMode === 'direct_post.jwt';
  // Wallets that send a MAC agree with the key that they seal for (OpenID4VP 1.0, B.2.2).
  const scalar = Buffer.from(encryptionKey.d, 'base64url');
  const readerKey = { curve: 'secp256r1', scalar } as const;
  const sessionTranscript = walletTranscript({
    clientId,
    nonce,
    encryptionKey: isSealed ? await thumbprint(encryptionKey) : undefined,
    responseUri,
  });
  const { verdict } = await judge(
    {
      id: randomUUID(),
      at: now.toISOString(),
      reader: { id: 'wallet', kind: 'wallet', name: 'Wallet' },
      content: { type: 'wallet', format: document.format, answer: presentation },
    },
    {
      purpose,
      trust,
      now,
      mode,
      clockOffset: 0,
      asked: { audience: clientId, nonce, sessionTranscript, ...(isSealed && { readerKey }) },
      minimise: false,
    },
  );
  const { claims, ...found } = verdict;
  if (found.outcome !== 'verified') {
    return { ...found, outcome: 'refused', reason: found.reason ?? 'unsupported', claims: {} };
  }
  const isProven = found.checks.some(({ name, ok }) => name === 'holder-key' && ok === true);
  const isAskedFor = found.format === document.format && claims.documentKind === document.type;
  if (!isProven || !isAskedFor) {
    const detail = isProven ? 'another kind of document than asked for' : 'bound to no key of its holder';
    const name = isProven ? ('purpose' as const) : ('holder-key' as const);
    const checks = [...found.checks.filter((check) => check.name !== name), { name, ok: false, detail }];
    return { ...found, checks, outcome: 'refused', reason: 'not-permitted', claims: {} };
  }
  return { ...found, claims: minimised(claims, purpose.sees) };
}
