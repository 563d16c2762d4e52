import type { Presentation } from '../../shared/domain/presentation';
import type { Finding } from './finding';
import type { JudgeContext } from './judgement';

/** Being built: recognise, decode, verify, then the rules. */
export async function examine(_presentation: Presentation, _context: JudgeContext): Promise<Finding> {
  return { outcome: 'refused', reason: 'unknown-code', checks: [] };
}
