import type { ApprovedAct } from '../../shared/domain/approval';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';

type Asking = Pick<Purpose, 'approvals' | 'secondPerson'>;

/**
 * What a supervisor has to approve before these people are recorded, as far as the purpose asks for it: `four-eyes`
 * among it where that has to be another person.
 */
export function actsToApprove(
  { approvals = [], secondPerson = false }: Asking,
  verdicts: readonly Pick<Verdict, 'outcome' | 'format'>[],
  /** What the clerk noted that did not fit. */
  discrepancy = '',
): ApprovedAct[] {
  const needed = approvals.filter((act) => {
    switch (act) {
      case 'manual-entry':
        return verdicts.some(({ format }) => format === 'by-hand');
      case 'check-by-eye':
        return verdicts.some(({ outcome, format }) => outcome === 'check-by-eye' && format !== 'by-hand');
      case 'discrepancy':
        return discrepancy !== '';
      case 'four-eyes':
        return true;
    }
  });
  const alone = secondPerson && needed.length > 0 && !needed.includes('four-eyes');
  return alone ? [...needed, 'four-eyes'] : needed;
}
