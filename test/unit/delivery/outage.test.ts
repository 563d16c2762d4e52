import { describe, expect, test } from 'vitest';
import { deliveryBench } from './delivery-bench';
import { BUSY } from './scripted-authority';

describe('Offline and back', () => {
  test('Given an authority that cannot be reached, when the cable is plugged in again, then the terminal is online and drained within five seconds', async () => {
    const { time, journal, authority, delivery, events, record } = deliveryBench();
    authority.unplugged = true;
    delivery.start();
    record(3);
    delivery.nudge();
    await time.run(90_000);
    expect(delivery.online()).toBe(false);
    authority.unplugged = false;
    await time.run(5_000);
    expect(delivery.online()).toBe(true);
    expect(journal.outbox.counts().queued).toBe(0);
    expect(events.filter(({ type }) => type !== 'delivery')).toEqual([
      { type: 'offline' },
      { type: 'online' },
    ]);
  });

  test('Given an outage of a day, when it lasts, then probes become rare, and a clerk who records something still gets one soon', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.unplugged = true;
    delivery.start();
    await time.run(86_400_000);
    const probes = authority.calls.length;
    expect(probes).toBeLessThan(60 + 86_400 / 60);
    authority.unplugged = false;
    record(1);
    delivery.nudge();
    await time.run(2_500);
    expect(delivery.online()).toBe(true);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given an outage, when many things are recorded, then nothing is sent before a probe was answered', async () => {
    const { time, journal, authority, delivery, record, delivered } = deliveryBench();
    delivery.start();
    await time.run(1_000);
    authority.unplugged = true;
    record(1);
    delivery.nudge();
    await time.run(50);
    const before = delivered().length;
    for (let count = 0; count < 40; count += 1) {
      record(1);
      delivery.nudge();
      await time.run(500);
    }
    expect(delivered().length).toBe(before);
    authority.unplugged = false;
    await time.run(5_000);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given a back-off that had grown long, when the network was away and is back, then nothing waits for its end', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.script.deliver.push(...Array.from({ length: 12 }, () => 'error-500' as const));
    record(3);
    delivery.start();
    await time.run(600_000);
    authority.script.deliver.length = 0;
    authority.unplugged = true;
    await time.run(15_000);
    authority.unplugged = false;
    await time.run(5_000);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given a Retry-After, when the network was away and is back, then it still holds', async () => {
    const { time, journal, authority, delivery, record, delivered } = deliveryBench();
    authority.script.deliver.push('busy');
    record(3);
    delivery.start();
    await time.run(1_000);
    authority.unplugged = true;
    await time.run(12_000);
    authority.unplugged = false;
    await time.run(10_000);
    expect(delivery.online()).toBe(true);
    expect(delivered()).toHaveLength(1);
    await time.run(BUSY);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given a network event of the operating system, when it comes, then the authority is asked at once', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.unplugged = true;
    delivery.start();
    record(1);
    await time.run(3_600_000);
    authority.unplugged = false;
    delivery.networkChanged();
    await time.run(200);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given entries that were being sent when the process ended, when it starts again, then they are sent', async () => {
    const { time, journal, delivery, record } = deliveryBench();
    record(3);
    journal.outbox.takeBatch({ entries: 100, bytes: 1_000_000 });
    delivery.start();
    await time.run(1_000);
    expect(journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 3 });
  });
});
