import type { HeartbeatAnswer } from '../authority/client/schemas';
import type { Outbox } from '../journal';

/**
 * Holds what the authority says it has against what this journal knows (STORAGE, Delivery facts).
 * `in-step`: nothing to do. `resent`: the authority has been restored from a backup and lacks what it had
 * acknowledged; that is queued again. `rolled-back`: the authority has what this journal never wrote, so this disk
 * is an earlier copy, and nothing may be written on it.
 */
export function reconcile(
  answer: Pick<HeartbeatAnswer, 'epoch' | 'cursor'>,
  outbox: Pick<Outbox, 'reach' | 'resendFrom'>,
): 'in-step' | 'resent' | 'rolled-back' {
  const reach = outbox.reach();
  if (!reach) return 'in-step';
  if (answer.epoch > reach.epoch) return 'rolled-back';
  // An authority that does not know this epoch yet takes nothing of it; that needs a person there.
  if (answer.epoch < reach.epoch) return 'in-step';
  if (answer.cursor > reach.last) return 'rolled-back';
  if (answer.cursor >= reach.settled) return 'in-step';
  outbox.resendFrom(answer.cursor);
  return 'resent';
}
