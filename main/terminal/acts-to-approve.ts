import type { ApprovedAct } from '../../shared/domain/approval';
import type { Purpose } from '../../shared/domain/purpose';
import type { Verdict } from '../../shared/domain/verdict';

type Asking = Pick<Purpose, 'approvals' | 'secondPerson'>;

/** What is said of them beside their documents. */
interface About {
  /** What the clerk noted that did not fit. */
  readonly discrepancy?: string | undefined;
  /** Nobody of age is among them. */
  readonly minorsAlone?: boolean;
}

/**
 * What a supervisor has to approve before these people are recorded, as far as the purpose asks for it: `four-eyes`
 * among it where that has to be another person.
 */
export function actsToApprove(
  { approvals = [], secondPerson = false }: Asking,
  verdicts: readonly Pick<Verdict, 'outcome' | 'format'>[],
  { discrepancy = '', minorsAlone = false }: About = {},
): ApprovedAct[] {
  const needed = approvals.filter((act) => {
    switch (act) {
      case 'manual-entry':
        return verdicts.some(({ format }) => format === 'by-hand');
      case 'check-by-eye':
        return verdicts.some(({ outcome, format }) => outcome === 'check-by-eye' && format !== 'by-hand');
      case 'discrepancy':
        return discrepancy !== '';
      case 'minors-alone':
        return minorsAlone;
      case 'four-eyes':
        return true;
    }
  });
  const alone = secondPerson && needed.length > 0 && !needed.includes('four-eyes');
  return alone ? [...needed, 'four-eyes'] : needed;
}
