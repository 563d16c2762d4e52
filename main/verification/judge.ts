import { randomUUID } from 'node:crypto';
import type { Claims } from '../../shared/domain/claims';
import type { Presentation } from '../../shared/domain/presentation';
import type { Check } from '../../shared/domain/verdict';
import { presentedBytes } from '../credentials/presented';
import { isAdult } from './adult';
import { examine } from './examine';
import type { Finding } from './finding';
import type { JudgeContext, JudgedVerdict, Judgement } from './judgement';
import { minimised } from './minimised';
import { visibleClaims } from './visible-text';

/**
 * Judges a presentation for a purpose. Answers a verdict whatever was presented: a refusal is an outcome, not an
 * error. Takes no time from a clock of its own; the caller measures `micros` and fills `shownBeforeAt`.
 */
export async function judge(presentation: Presentation, context: JudgeContext): Promise<Judgement> {
  const finding = await examine(presentation, context);
  return {
    verdict: verdictOf(finding, presentation, context),
    digestInput: presentedBytes(presentation.content),
    ...(finding.queued && { queued: finding.queued }),
    ...(finding.once && { once: finding.once }),
    ...(finding.answer !== undefined && { answer: finding.answer }),
  };
}

function verdictOf(finding: Finding, presentation: Presentation, context: JudgeContext): JudgedVerdict {
  const { validity, issuer } = finding;
  const { purpose, minimise = true } = context;
  const datesSeen = !minimise || purpose.sees.includes('validUntil');
  return {
    id: randomUUID(),
    presentation: presentation.id,
    at: context.now.toISOString(),
    purpose: purpose.name,
    reader: presentation.reader,
    outcome: finding.outcome,
    assurance: finding.assurance,
    format: finding.format,
    reason: finding.reason,
    checks: finding.checks.map(datesSeen ? (check) => check : withoutDates),
    claims: shown(finding.claims ?? {}, context),
    issuer: issuer && { id: issuer.id, name: issuer.name },
    ...(datesSeen && {
      validFrom: finding.claims?.validFrom ?? validity?.from?.toISOString(),
      validUntil: finding.validUntil ?? lastDay(finding.claims) ?? validity?.until?.toISOString(),
    }),
    micros: 0,
    training: context.mode === 'training',
  };
}

/** The claims as this purpose may see them, with the answer to "is this an adult?" where the birth date gives it. */
function shown(given: Claims, { purpose, now, minimise = true }: JudgeContext): Claims {
  const claims = visibleClaims(given);
  const adult = claims.adult ?? (claims.birthDate === undefined ? undefined : isAdult(claims.birthDate, now));
  const whole = adult === undefined ? claims : { ...claims, adult };
  return minimise ? minimised(whole, purpose.sees) : whole;
}

/** That it is in its time is enough for a purpose that does not see a document's dates. */
function withoutDates({ name, ok, detail }: Check): Check {
  return name === 'validity' || detail === undefined ? { name, ok } : { name, ok, detail };
}

/** The last day a document itself names; a long-term one names none. */
function lastDay(claims: Claims | undefined): string | undefined {
  return claims?.validUntil === 'long-term' ? undefined : claims?.validUntil;
}
