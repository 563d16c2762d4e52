import type { Presentation } from '../../shared/domain/presentation';
import type { Format } from '../credentials/format';
import { recognise } from '../credentials/formats';
import { isPaymentCode } from '../credentials/payment-code';
import { type Presented, layOpen } from '../credentials/presented';
import { Refusal } from '../crypto/refusal';
import { trustedIn } from '../trust/trusted';
import { askAuthority } from './ask-authority';
import { isStatusGood } from './credential-status';
import type { Finding } from './finding';
import type { JudgeContext } from './judgement';
import { checkClock, checkValidity } from './times';
import { Trail } from './trail';
import { isTrustCurrent } from './trust-current';

/**
 * Examines a presentation, rule after rule, and ends at the first that refuses:
 * understood → purpose → who vouches → clock → validity → whether that is enough, else the authority → what the
 * purpose requires. Never throws on account of what was presented.
 */
export async function examine(presentation: Presentation, context: JudgeContext): Promise<Finding> {
  const trail = new Trail();
  try {
    const finding = await follow(trail, presentation, context);
    if (finding.outcome === 'verified') checkRequired(trail, context);
    return finding;
  } catch (thrown) {
    if (thrown instanceof Refusal) return trail.refused(thrown);
    throw thrown;
  }
}

async function follow(trail: Trail, presentation: Presentation, context: JudgeContext): Promise<Finding> {
  const { purpose, trust, mode, now } = context;
  const presented = layOpen(presentation.content);
  const format = formatOf(presented, context);
  trail.format = format.name;
  const credential = format.decode(presented, now);
  trail.note('understood', true);
  trail.require('purpose', purpose.accepts.includes(format.name), 'not-permitted', purpose.name);

  const trusted = { ...trustedIn(mode, trust), asked: context.asked };
  const proof = await format.verify(credential, trusted, now);
  for (const check of proof.checks) trail.note(check.name, check.ok, check.detail);
  trail.issuer = proof.issuer;
  if (proof.refused) throw new Refusal(proof.refused, 'nobody vouches for it');
  trail.vouchedFor = { claims: credential.claims, validity: credential.validity };

  checkClock(trail, credential, context);
  checkValidity(trail, credential, now);
  if (proof.assurance === 'unsigned') return trail.ending({ outcome: 'check-by-eye', assurance: 'unsigned' });
  const asked = { format: format.name, question: proof.question };
  if (proof.assurance === undefined) {
    return askAuthority(trail, { ...asked, unanswered: 'not-permitted' }, presentation, context);
  }
  const isAskable = proof.question !== undefined;
  const isFresh = isTrustCurrent(trail, isAskable, context);
  const isCurrent = isStatusGood(trail, credential, proof.issuer, isAskable, context) && isFresh;
  if (proof.holder === 'unproven') checkHolder(format, context);
  const isNews = proof.once === undefined || context.standsAlone === true;
  if (isCurrent && isNews && signatureSuffices(format, context)) {
    const once =
      proof.once === undefined ? undefined : { binding: proof.once, until: credential.validity.until };
    return trail.ending({ outcome: 'verified', assurance: proof.assurance, once });
  }
  const unanswered = isCurrent ? 'not-permitted' : 'status-stale';
  return askAuthority(trail, { ...asked, unanswered }, presentation, context);
}

function formatOf(presented: Presented, { trust }: JudgeContext): Format {
  if (isPaymentCode(presented)) throw new Refusal('payment-code', 'this is a code to pay with');
  const format = recognise(presented, trust.list?.issuers ?? []);
  if (format === undefined) throw new Refusal('unknown-code', 'no format looks like this');
  return format;
}

/** Whether a signature or a reader alone may make this green: the purpose says for which formats. */
function signatureSuffices({ name }: Format, { purpose }: JudgeContext): boolean {
  return purpose.offline.signatureSuffices.includes(name) && !purpose.requires.includes('authority');
}

/** Bound to a key of its holder and shown without it, a credential is a copy that anybody may hold: only where the purpose takes those. */
function checkHolder({ name }: Format, { purpose }: JudgeContext): void {
  if (!purpose.offline.withoutHolderKey?.includes(name)) {
    throw new Refusal('not-permitted', 'its holder did not prove the key it is bound to');
  }
}

function checkRequired(trail: Trail, { purpose }: JudgeContext): void {
  const missing = purpose.requires.find((name) => !trail.passed(name));
  if (missing !== undefined) throw new Refusal('not-permitted', `the purpose requires: ${missing}`);
}
