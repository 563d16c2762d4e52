import type { ApprovedAct } from '../../shared/domain/approval';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';

/** What a supervisor has to approve before these people are recorded, as far as the purpose asks for it. */
export function actsToApprove(
  { approvals = [] }: Pick<Purpose, 'approvals'>,
  verdicts: readonly Pick<Verdict, 'outcome' | 'format'>[],
): ApprovedAct[] {
  return approvals.filter((act) =>
    verdicts.some(({ outcome, format }) =>
      act === 'manual-entry' ? format === 'by-hand' : outcome === 'check-by-eye' && format !== 'by-hand',
    ),
  );
}
