import { VestibuleError } from '../../shared/domain/error';
import type { FormatName } from '../../shared/domain/format';
import type { Presentation } from '../../shared/domain/presentation';
import type { Reason } from '../../shared/domain/reason';
import type { VerificationAnswer, VerificationQuestion } from '../../shared/domain/verification';
import type { Proof } from '../credentials/format';
import { Refusal } from '../crypto/refusal';
import type { Finding } from './finding';
import type { JudgeContext } from './judgement';
import type { Trail } from './trail';

/** What is asked, and the reason of the refusal where no answer comes and nothing may be queued. */
interface Open {
  readonly format: FormatName;
  readonly question: Proof['question'];
  readonly unanswered: Reason;
}

/**
 * What the authority says where nothing else may vouch. While it cannot be asked the presentation is queued, never
 * verified, for the formats that the purpose allows this for; any other is refused.
 */
export async function askAuthority(
  trail: Trail,
  { format, question, unanswered }: Open,
  presentation: Presentation,
  context: JudgeContext,
): Promise<Finding> {
  if (question === undefined) throw new Refusal('not-permitted', 'the authority cannot be asked about it');
  const { purpose } = context;
  const asked = { format, ...question, purpose: purpose.name, presentedAt: presentation.at };
  const answer = await answerTo(asked, context);
  if (!(answer instanceof VestibuleError)) return answered(trail, answer, context);
  trail.note('authority', null, answer.code);
  if (purpose.offline.mayQueue.includes(format)) {
    return trail.ending({ outcome: 'unverified-queued', queued: asked });
  }
  throw new Refusal(unanswered, 'only the authority can tell, and it cannot be asked');
}

/** The answer, or the error why there is none. Only a typed error means that: any other is a fault of ours. */
async function answerTo(
  question: VerificationQuestion,
  { askAuthority: ask }: JudgeContext,
): Promise<VerificationAnswer | VestibuleError> {
  if (ask === undefined) return new VestibuleError('authority-unreachable', 'There is no authority to ask.');
  try {
    return await ask(question);
  } catch (thrown) {
    if (thrown instanceof VestibuleError) return thrown;
    throw thrown;
  }
}

function answered(trail: Trail, answer: VerificationAnswer, { mode }: JudgeContext): Finding {
  const { outcome, reason = 'unknown-code', claims, issuer, validUntil } = answer;
  const own = trail.vouchedFor;
  trail.answer = answer.answer;
  trail.issuer = issuer ?? trail.issuer;
  trail.vouchedFor = {
    claims: own && Object.keys(own.claims).length > 0 ? own.claims : claims,
    validity: own?.validity ?? {},
  };
  if (answer.training && mode === 'live') {
    trail.require('authority', false, 'untrusted-issuer', 'a sample issuer vouched');
  }
  trail.require('authority', outcome === 'verified', reason);
  return trail.ending({ outcome: 'verified', assurance: 'online', validUntil });
}
