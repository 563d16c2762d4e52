import { randomUUID } from 'node:crypto';
import { type ApprovedAct, secondPersonActs } from '../../shared/domain/approval';
import { VestibuleError } from '../../shared/domain/error';
import { type Operator, includesRole } from '../../shared/domain/operator';
import type { Accounts } from './accounts';

/** How long an approval waits for its act, in milliseconds. */
const HOLDS_FOR = 60_000;

interface Approval {
  acts: readonly ApprovedAct[];
  approver: string;
  reason: string;
  /** For whom: an approval given to one operator is not another's. */
  operator: string;
  until: number;
}

/** What stands in the override entry of an act. */
export interface Override {
  act: ApprovedAct;
  reason: string;
  operator: string;
  approver: string;
}

/** A supervisor's word for one act of somebody else, given with their own PIN: short-lived, and good once. */
export class Approvals {
  readonly #given = new Map<string, Approval>();

  constructor(private readonly parts: { accounts: Pick<Accounts, 'signIn'>; monotonic(): number }) {}

  /**
   * Gives a token for one act that needs these approvals. Throws what `Accounts.signIn` throws, not-permitted where
   * it is not a supervisor's PIN, and where an act needs a second person and this is the same one.
   */
  async give(
    request: { approver: string; pin: string; acts: readonly ApprovedAct[]; reason: string },
    operator: Operator,
  ): Promise<{ approval: string; seconds: number }> {
    const approver = await this.parts.accounts.signIn(request.approver, request.pin);
    if (!includesRole(approver.role, 'supervisor')) {
      throw new VestibuleError('not-permitted', 'Only a supervisor can approve this.');
    }
    if (approver.id === operator.id && request.acts.some((act) => secondPersonActs.includes(act))) {
      throw new VestibuleError('not-permitted', 'This needs a second person.');
    }
    this.#forgetOld();
    const approval = randomUUID();
    const { acts, reason } = request;
    const until = this.parts.monotonic() + HOLDS_FOR;
    this.#given.set(approval, { acts, reason, approver: approver.id, operator: operator.id, until });
    return { approval, seconds: HOLDS_FOR / 1_000 };
  }

  /**
   * Takes the token for an act that needs `acts` and answers what to journal. A supervisor who acts needs no token
   * where no second person is asked for. Throws approval-needed, approval-spent.
   */
  take(acts: readonly ApprovedAct[], token: string | undefined, operator: Operator): Override[] {
    if (acts.length === 0) return [];
    if (token === undefined) return this.#byThemselves(acts, operator);
    this.#forgetOld();
    const given = this.#given.get(token);
    this.#given.delete(token);
    if (!given || given.operator !== operator.id) {
      throw new VestibuleError('approval-spent', 'This approval was used, or is too old.', { acts });
    }
    if (!acts.every((act) => given.acts.includes(act))) throw needed(acts);
    const { approver, reason } = given;
    return acts.map((act) => ({ act, reason, operator: operator.id, approver }));
  }

  #byThemselves(acts: readonly ApprovedAct[], operator: Operator): Override[] {
    const alone =
      includesRole(operator.role, 'supervisor') && !acts.some((act) => secondPersonActs.includes(act));
    if (!alone) throw needed(acts);
    return acts.map((act) => ({
      act,
      reason: 'By the supervisor in person',
      operator: operator.id,
      approver: operator.id,
    }));
  }

  #forgetOld(): void {
    const now = this.parts.monotonic();
    for (const [token, { until }] of this.#given) if (until <= now) this.#given.delete(token);
  }
}

function needed(acts: readonly ApprovedAct[]): VestibuleError {
  return new VestibuleError('approval-needed', `A supervisor has to approve this: ${acts.join(', ')}.`, {
    acts,
  });
}
