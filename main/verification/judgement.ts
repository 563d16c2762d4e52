import type { Purpose } from '../../shared/domain/purpose';
import type { Reason } from '../../shared/domain/reason';
import type { Verdict } from '../../shared/domain/verdict';
import type { Once } from './finding';
import type { VerificationAnswer, VerificationQuestion } from '../../shared/domain/verification';
import type { HolderRequest } from '../credentials/format';
import type { TrustView } from '../trust/trust-view';

/** Everything a verdict depends on besides what was presented. */
export interface JudgeContext {
  readonly purpose: Purpose;
  readonly trust: TrustView;
  /** When it was presented: dates are judged as of then. */
  readonly now: Date;
  /** What the clock shows, where it was presented before: for late questions. */
  readonly clock?: Date;
  readonly mode: 'training' | 'live';
  /** Milliseconds to add to our clock to get the authority's; null if it was never reached. */
  readonly clockOffset: number | null;
  /** Asks the authority. Rejects with `VestibuleError` (authority-unreachable, …) when it gives no usable answer. Absent while offline. */
  readonly askAuthority?: (question: VerificationQuestion) => Promise<VerificationAnswer>;
  /**
   * Whether nobody stands behind us who remembers what was shown: the authority itself, which uses up `once` of the
   * judgement, and a check from the command line, which says whether a thing is genuine and not whether it is new.
   */
  readonly standsAlone?: boolean;
  /** What a wallet was asked to sign, where this is its answer. */
  readonly asked?: HolderRequest;
  /** Whether claims are cut down to what the purpose sees; true unless said otherwise. */
  readonly minimise?: boolean;
}

/** A verdict as this judges it: what a clerk sees is not among its reasons. */
export type JudgedVerdict = Omit<Verdict, 'reason'> & { readonly reason?: Reason | undefined };

export interface Judgement {
  /** Claims unmasked and `micros` 0: the terminal masks, measures and fills `shownBeforeAt`. */
  readonly verdict: JudgedVerdict;
  /** What the keyed digest is taken over. */
  readonly digestInput: Uint8Array;
  /** Present exactly when the outcome is unverified-queued: to be sealed at once and asked later. */
  readonly queued?: VerificationQuestion;
  /** What is good for this one showing alone; only where the context stands alone. */
  readonly once?: Once;
  /** The authority's signed answer (compact JWS) where it was asked: evidence for the journal. */
  readonly answer?: string;
}
