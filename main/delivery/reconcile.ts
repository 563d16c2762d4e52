import type { HeartbeatAnswer } from '../authority/client/schemas';
import type { Outbox } from '../journal';

/**
 * Holds what the authority says it has against what this journal knows (STORAGE, Delivery facts).
 * `in-step`: nothing to do. `resent`: the authority has been restored from a backup and lacks what it had
 * acknowledged; that is queued again. `rolled-back`: the authority has what this journal never wrote, so this disk
 * is an earlier copy, and nothing may be written on it; it may have seen both already, and taken the terminal into
 * quarantine.
 */
export function reconcile(
  answer: Pick<HeartbeatAnswer, 'state' | 'epoch' | 'cursor' | 'earlier'>,
  outbox: Pick<Outbox, 'reach' | 'resendFrom'>,
): 'in-step' | 'resent' | 'rolled-back' {
  const reached = outbox.reach();
  const current = reached.at(-1);
  if (!current) return 'in-step';
  if (answer.state === 'quarantined') return 'rolled-back';
  if (answer.epoch > current.epoch) return 'rolled-back';
  // An authority that does not know this epoch yet takes nothing of it; that needs a person there.
  if (answer.epoch < current.epoch) return 'in-step';
  if (answer.cursor > current.last) return 'rolled-back';
  // Of an earlier epoch it may well have more: that is why it ended.
  const lost = [...(answer.earlier ?? []), answer].filter(({ epoch, cursor }) =>
    reached.some((ours) => ours.epoch === epoch && cursor < ours.settled),
  );
  const [oldest] = lost.toSorted((one, other) => one.epoch - other.epoch);
  if (!oldest) return 'in-step';
  outbox.resendFrom(oldest.epoch, oldest.cursor);
  return 'resent';
}
