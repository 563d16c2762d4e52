import type { Claims } from '../../shared/domain/claims';
import type { FormatName } from '../../shared/domain/format';
import type { Reason } from '../../shared/domain/reason';
import type { Issuer } from '../../shared/domain/trust-list';
import type { Assurance, Check, Outcome } from '../../shared/domain/verdict';
import type { VerificationQuestion } from '../../shared/domain/verification';
import type { Validity } from '../credentials/format';

/** What the examination of one presentation has found so far; the verdict is made from it. */
export interface Finding {
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
  readonly reason?: Reason;
  readonly format?: FormatName;
  readonly assurance?: Assurance;
  readonly claims?: Claims;
  readonly issuer?: Pick<Issuer, 'id' | 'name'>;
  readonly validity?: Validity;
  /** RFC 3339 where the authority said until when. */
  readonly validUntil?: string;
  readonly queued?: VerificationQuestion;
  readonly answer?: string;
  readonly once?: Once;
}

/** A presentation that may be shown once: what tells it from every other one, and until when anybody could show it. */
export interface Once {
  readonly binding: string;
  readonly until?: Date;
}
