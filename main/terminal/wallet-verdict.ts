import { randomUUID } from 'node:crypto';
import type { Check, Verdict } from '../../shared/domain/verdict';
import { minimised } from '../verification/minimised';
import type { WalletFound } from './wallet-desk';

/**
 * The verdict on what a wallet showed: what the authority found, and whether the phone showed the number of this counter.
 * Another number refuses it, and nothing of what was shown is kept; so does a sample issuer in live mode.
 */
export function walletVerdict(
  { found, purpose, sameNumber }: WalletFound,
  mode: 'training' | 'live',
  now: Date,
): Verdict {
  const { outcome, reason, format, issuer, validUntil, training, checks: done } = found;
  const isSample = training && mode === 'live';
  const isVerified = outcome === 'verified' && sameNumber && !isSample;
  const checks: Check[] = [
    ...done,
    { name: 'authority', ok: outcome === 'verified' && !isSample },
    { name: 'confirmation-number', ok: sameNumber },
  ];
  const why = isSample
    ? 'untrusted-issuer'
    : outcome === 'refused'
      ? (reason ?? 'unsupported')
      : 'not-permitted';
  return {
    id: randomUUID(),
    presentation: randomUUID(),
    at: now.toISOString(),
    purpose: purpose.name,
    reader: { id: 'wallet', kind: 'wallet', name: 'Wallet' },
    outcome: isVerified ? 'verified' : 'refused',
    ...(isVerified ? { assurance: 'online' } : { reason: why }),
    format,
    checks,
    claims: isVerified ? minimised(found.claims, purpose.sees) : {},
    issuer,
    ...(isVerified && validUntil !== undefined && { validUntil }),
    micros: 0,
    training: mode === 'training',
  };
}
