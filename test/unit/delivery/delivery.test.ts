import { describe, expect, test } from 'vitest';
import { deliveryBench } from './delivery-bench';
import { BUSY } from './scripted-authority';

describe('Online', () => {
  test('Given a queue, when the terminal starts, then everything is delivered in order', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    const ids = record(250);
    delivery.start();
    await time.run(1_000);
    expect(journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 250 });
    expect(authority.stored.map(({ id }) => id)).toEqual(ids);
  });

  test('Given a large queue, when it is sent, then no batch holds more than 100 entries or 256 KB', async () => {
    const { time, journal, delivery, record, delivered } = deliveryBench();
    for (let count = 0; count < 20; count += 1) journal.record(40_000);
    record(120);
    delivery.start();
    await time.run(2_000);
    expect(delivered().map(({ size }) => size)).toEqual([4, 4, 4, 4, 75, 49]);
  });

  test('Given entries from before and after a new enrolment, when they are sent, then no batch mixes the two', async () => {
    const { time, journal, delivery, record, delivered } = deliveryBench();
    record(5);
    for (const { entry } of journal.rows.slice(3)) entry.header.epoch = 2;
    delivery.start();
    await time.run(1_000);
    expect(delivered().map(({ size }) => size)).toEqual([3, 2]);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given a terminal online, when something is recorded, then it is sent without waiting for the heartbeat', async () => {
    const { time, delivery, events, record } = deliveryBench();
    delivery.start();
    await time.run(1_000);
    const [id] = record(1);
    delivery.nudge();
    await time.run(100);
    expect(events).toEqual([{ type: 'online' }, { type: 'delivery', entry: id, state: 'acknowledged' }]);
  });

  test('Given a terminal online, when nothing happens, then a heartbeat goes out every ten seconds', async () => {
    const { time, authority, delivery } = deliveryBench();
    delivery.start();
    await time.run(60_000);
    const beats = authority.calls.filter(({ operation }) => operation === 'heartbeat').map(({ at }) => at);
    expect(beats.slice(1).map((at, index) => at - (beats[index] ?? 0))).toEqual([
      10_020, 10_020, 10_020, 10_020, 10_020,
    ]);
  });

  test('Given a record the authority refuses, when it is delivered, then its reason is told and what is behind it goes on', async () => {
    const { time, authority, delivery, events, record } = deliveryBench();
    const [first, second, third] = record(3);
    authority.unwelcome.add(second ?? '');
    delivery.start();
    await time.run(1_000);
    expect(events.slice(1)).toEqual([
      { type: 'delivery', entry: first, state: 'acknowledged' },
      { type: 'delivery', entry: second, state: 'refused', reason: 'not-permitted' },
      { type: 'delivery', entry: third, state: 'acknowledged' },
    ]);
  });
});

describe('An authority in trouble', () => {
  test('Given heartbeats that work and batches that fail, when it goes on for an hour, then the terminal stays online and does not hammer', async () => {
    const { time, authority, delivery, events, record, delivered } = deliveryBench();
    authority.script.deliver.push(...Array.from({ length: 200 }, () => 'error-500' as const));
    record(5);
    delivery.start();
    for (let minute = 0; minute < 60; minute += 1) {
      record(1);
      delivery.nudge();
      await time.run(60_000);
    }
    expect(events.filter(({ type }) => type !== 'delivery')).toEqual([{ type: 'online' }]);
    expect(delivered().length).toBeLessThan(40);
  });

  test('Given Retry-After, when records keep coming and heartbeats succeed, then nothing is sent until that time is over', async () => {
    const { time, journal, authority, delivery, record, delivered } = deliveryBench();
    authority.script.deliver.push('busy');
    record(1);
    delivery.start();
    for (let second = 0; second < BUSY / 1_000 - 1; second += 1) {
      record(1);
      delivery.nudge();
      await time.run(1_000);
    }
    expect(delivered()).toHaveLength(1);
    await time.run(3_000);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given an answer that cannot be believed, when it comes, then nothing counts as acknowledged and the batch goes out again', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.script.deliver.push('wrong');
    record(2);
    delivery.start();
    await time.run(30);
    expect(journal.outbox.counts().acknowledged).toBe(0);
    await time.run(10_000);
    expect(journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 2 });
  });

  test('Given a terminal that is not authorised any more, when it sends, then it is online, keeps everything and tries less and less', async () => {
    const { time, journal, authority, delivery, record, delivered } = deliveryBench();
    authority.script.deliver.push(...Array.from({ length: 500 }, () => 'not-authorised' as const));
    record(2);
    delivery.start();
    await time.run(3_600_000);
    expect(delivery.online()).toBe(true);
    expect(journal.outbox.counts().queued).toBe(2);
    expect(delivered().length).toBeLessThan(60);
  });

  test('Given one poison body among 250, when it is sent, then its header goes alone, it is reported, and all others arrive whole', async () => {
    const { time, journal, authority, delivery, events, record } = deliveryBench();
    const ids = record(250);
    const bad = ids[137] ?? '';
    authority.poison.add(bad);
    delivery.start();
    await time.run(5_000);
    expect(authority.stored.map(({ id }) => id)).toEqual(ids);
    expect(authority.stored.filter(({ body }) => !body).map(({ id }) => id)).toEqual([bad]);
    expect(journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 249, refused: 1 });
    expect(events).toContainEqual({
      type: 'delivery',
      entry: bad,
      state: 'refused',
      reason: 'body-set-aside',
    });
  });

  test('Given an entry of which not even the header is taken, when it is sent, then it is reported once and nothing overtakes it', async () => {
    const { time, journal, authority, delivery, events, record } = deliveryBench();
    const ids = record(5);
    authority.poisonHeaders.add(ids[2] ?? '');
    delivery.start();
    await time.run(1_800_000);
    expect(authority.stored.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(journal.outbox.counts().queued).toBe(3);
    expect(events.filter((event) => event.type === 'delivery' && event.state === 'queued')).toEqual([
      { type: 'delivery', entry: ids[2], state: 'queued', reason: 'header-not-taken' },
    ]);
  });

  test('Given a journal that cannot write for a while, when it can again, then delivery goes on by itself', async () => {
    const { time, journal, delivery, record } = deliveryBench();
    record(3);
    journal.broken = new Error('disk');
    delivery.start();
    await time.run(30_000);
    journal.broken = null;
    await time.run(300_000);
    expect(journal.outbox.counts().queued).toBe(0);
  });
});

describe('Drain', () => {
  test('Given a back-off that still runs, when drained, then everything goes out now', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.script.deliver.push('error-500', 'error-500', 'error-500', 'error-500', 'error-500');
    record(10);
    delivery.start();
    await time.run(10_000);
    authority.script.deliver.length = 0;
    await time.until(delivery.drain(), 1_000);
    expect(journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 10 });
  });

  test('Given no network, when drained, then it says so soon instead of waiting for it', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.unplugged = true;
    record(10);
    await time.until(delivery.drain(), 1_000);
    expect(journal.outbox.counts().queued).toBe(10);
    expect(delivery.online()).toBe(false);
  });

  test('Given an authority that asks for a little patience, when drained, then it is given and the queue empties', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.script.deliver.push('lost', 'reset');
    record(10);
    await time.until(delivery.drain(), 1_000);
    expect(journal.outbox.counts().queued).toBe(0);
  });

  test('Given faults between batches, when drained, then each batch that arrives gives it courage to go on', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    for (let count = 0; count < 6; count += 1) authority.script.deliver.push('works', 'reset', 'lost');
    record(900);
    await time.until(delivery.drain(), 60_000);
    expect(journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 900 });
  });

  test('Given verdicts that wait, when drained, then they are asked for and what is written about them is delivered too', async () => {
    const { time, journal, authority, delivery, late } = deliveryBench();
    const verdict = journal.await(time.now());
    await time.until(delivery.drain(), 1_000);
    expect(late.map((answer) => answer.verdict)).toEqual([verdict]);
    expect(authority.stored).toHaveLength(1);
    expect(journal.outbox.counts().queued).toBe(0);
  });
});

describe('Stop', () => {
  test('Given a batch that travels, when stopped, then it ends at once, its entries are queued, and no timer is left', async () => {
    const { time, journal, authority, delivery, record } = deliveryBench();
    authority.script.deliver.push('silent');
    record(3);
    delivery.start();
    await time.run(100);
    const stopped = delivery.stop();
    await time.until(stopped, 0);
    expect(journal.outbox.state(journal.rows[0]?.entry.header.id ?? '')).toMatchObject({ state: 'queued' });
    const calls = authority.calls.length;
    delivery.nudge();
    await time.run(60_000);
    expect(authority.calls.length).toBe(calls);
    expect(time.waiting).toBe(0);
  });
});
