import type { EntryBodyOf } from '../../shared/domain/entry-body';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';
import { keptClaims } from './kept-claims';

interface Facts {
  /** Keyed digest of what was presented. */
  digest: string;
  operator: string;
  trustListVersion: number | undefined;
}

/** What the journal says of a verdict: the claims that the purpose keeps, and no others. */
export function verdictBody(
  verdict: Verdict,
  purpose: Purpose,
  { digest, operator, trustListVersion }: Facts,
): EntryBodyOf<'verdict'> {
  return {
    verdict: verdict.id,
    presentation: verdict.presentation,
    outcome: verdict.outcome,
    assurance: verdict.assurance,
    format: verdict.format,
    purpose: purpose.name,
    reader: verdict.reader.id,
    issuer: verdict.issuer,
    checks: verdict.checks,
    claims: keptClaims(verdict.claims, purpose.keeps),
    trustListVersion,
    digest,
    operator,
  };
}

/** What it says of a refusal: nothing about the person. */
export function refusalBody(
  verdict: Verdict,
  { digest, operator }: Omit<Facts, 'trustListVersion'>,
): EntryBodyOf<'refusal'> {
  return {
    verdict: verdict.id,
    presentation: verdict.presentation,
    format: verdict.format,
    reason: verdict.reason ?? 'unreadable',
    purpose: verdict.purpose,
    reader: verdict.reader.id,
    digest,
    operator,
  };
}
