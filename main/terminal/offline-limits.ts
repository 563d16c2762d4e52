import type { TerminalState } from '../../shared/contract/terminal-state';
import type { ApprovedAct } from '../../shared/domain/approval';
import { VestibuleError } from '../../shared/domain/error';
import type { Purpose } from '../../shared/domain/purpose';
import type { Override } from '../operators/approvals';
import type { Staff } from '../operators/staff';
import type { OfflineWatch } from './offline-watch';

/** What the offline rules of a purpose ask of those who record (PROTOCOL, Offline rules). */
export class OfflineLimits {
  /** `attended`: whether a person sits here whom a supervisor can help; a script is told of a limit, and not held up. */
  constructor(
    private readonly watch: OfflineWatch,
    private readonly staff: Staff,
    private readonly attended: boolean,
  ) {}

  /** Where the terminal stands by the purpose's rules, and whether a check-in needs a supervisor now. */
  standing({ offline }: Purpose): TerminalState['offline'] {
    const standing = this.watch.standing(offline);
    return { ...standing, needsApproval: standing.step === 'supervisor' && !this.#mayGoOn() };
  }

  /** The overrides that a record with these acts carries. Throws offline-too-long, and what `Approvals.take` throws. */
  approve(purpose: Purpose, acts: readonly ApprovedAct[], approval: string | undefined): Override[] {
    const { step, needsApproval } = this.standing(purpose);
    if (step === 'stop') {
      throw new VestibuleError(
        'offline-too-long',
        'The rules of this purpose stop check-ins until the authority is reached.',
      );
    }
    const limited = step === 'supervisor' && (needsApproval || this.staff.session.person !== null);
    const needed = limited ? [...acts, 'offline-limit' as const] : acts;
    return this.staff.approvals.take(needed, approval, this.staff.recorder);
  }

  /** Where nobody is known who could approve, the banner says so and the clerk goes on (fail open on service). */
  #mayGoOn(): boolean {
    const { session, accounts, unattended } = this.staff;
    if (unattended) return false;
    if (session.person) return session.person.role !== 'clerk';
    return !this.attended || !accounts.some('supervisor');
  }
}
