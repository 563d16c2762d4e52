import { expect, onTestFinished } from 'vitest';
import { type DeliveryEvent, createDelivery } from '../../../main/delivery';
import type { VerificationAnswer } from '../../../shared/domain/verification';
import { MemoryJournal } from './memory-journal';
import { ScriptedAuthority } from './scripted-authority';
import { VirtualTime } from './virtual-time';

/**
 * The delivery of one terminal in virtual time, with what it told. At the end of the test it is stopped, and the
 * authority has nothing to complain of.
 */
export function deliveryBench() {
  const time = new VirtualTime();
  const journal = new MemoryJournal();
  const authority = new ScriptedAuthority(time);
  const events: DeliveryEvent[] = [];
  const late: { verdict: string; answer: VerificationAnswer }[] = [];
  const delivery = createDelivery({
    journal,
    client: authority,
    now: time.now,
    schedule: time.schedule,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    onLateVerdict(verdict, answer) {
      if (journal.broken) throw journal.broken;
      late.push({ verdict, answer });
      journal.record();
      delivery.nudge();
    },
  });
  onTestFinished(async () => {
    await time.until(delivery.stop());
    expect(authority.violations).toEqual([]);
  });
  /** Records so many entries and answers their ids. */
  const record = (count: number) => Array.from({ length: count }, () => journal.record());
  /** The batches that went out. */
  const delivered = () => authority.calls.filter(({ operation }) => operation === 'deliver');
  return { time, journal, authority, delivery, events, late, record, delivered };
}
