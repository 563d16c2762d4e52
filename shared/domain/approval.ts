import { z } from 'zod';

/** What a clerk may do only when a supervisor approves it. */
export const ApprovedAct = z.enum([
  /** Recording while the terminal has been offline for too long, or too much waits. */
  'offline-limit',
  /** Recording a person whose unsigned document was compared by eye. */
  'check-by-eye',
  /** Recording a person whose document was typed by hand. */
  'manual-entry',
  /** Going on although person, document or account do not fit in one point. */
  'discrepancy',
  /** Recording minors who came without anybody of age, with a written permission of their guardians. */
  'minors-alone',
  /** Recording anybody at all, for a purpose where two people look at each one. */
  'four-eyes',
  /** Taking personal data out of the journal in clear. */
  'reveal-export',
]);
export type ApprovedAct = z.infer<typeof ApprovedAct>;

/** What even a supervisor does not do alone. */
export const secondPersonActs: readonly ApprovedAct[] = ['discrepancy', 'four-eyes'];
