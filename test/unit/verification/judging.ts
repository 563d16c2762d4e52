import { judge } from '../../../main/verification/judge';
import type { JudgeContext } from '../../../main/verification/judgement';
import { purposeNamed } from '../../../main/verification/purposes';
import { VestibuleError } from '../../../shared/domain/error';
import type { VerificationAnswer } from '../../../shared/domain/verification';
import { SAM } from '../../support/card-record';
import { NOON, claim169Code, cwt, newSigner, presentedText, trustListOf } from '../../support/minted';

export const signer = newSigner('ES256');
export const E_ID = {
  formats: ['claim-169', 'e-id-code'],
  routing: [{ prefix: 'EID:', alphabet: 'base62', length: [16, 64] }],
};
/** A dynamic code of the issuer that may be asked for them. */
export const CODE = 'EID:0123456789abXYZ';
export const list = trustListOf([signer], E_ID, { sams: [SAM] });

/** A hotel's terminal at noon that has just fetched its trust list and cannot ask anybody. */
export function context(change: Partial<JudgeContext> = {}): JudgeContext {
  return {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list, receivedAt: NOON },
    now: NOON,
    mode: 'live',
    clockOffset: 0,
    ...change,
  };
}

export const judged = async (text: string, change: Partial<JudgeContext> = {}) =>
  judge(presentedText(text), context(change));
export const verdictOf = async (text: string, change: Partial<JudgeContext> = {}) =>
  (await judged(text, change)).verdict;
export const minted = (others: Record<number, unknown> = {}) =>
  claim169Code({ signer, payload: cwt(undefined, others) });

/** An authority that says so of whatever it is asked. */
export const answers =
  (answer: Partial<VerificationAnswer>): JudgeContext['askAuthority'] =>
  async () => ({
    outcome: 'verified',
    claims: {},
    training: false,
    answer: 'signed.by.authority',
    ...answer,
  });
export const unreachable = async (): Promise<never> => {
  throw new VestibuleError('authority-unreachable', 'No way through.');
};
