import { expect, test } from 'vitest';
import { DeliveryWorld } from '../support/delivery-world';

/*
 * The real journal, the real client and the real authority, with a network between them that does
 * everything a network can do. Waiting times pass a hundred times faster than in life.
 */

test('Given an authority whose cable is pulled, when it is plugged in again, then the terminal finds it and everything arrives by itself', async () => {
  // Nothing is held back here, so that a busy machine that answers late is not taken for a pulled cable.
  const world = await DeliveryWorld.open(20_000);
  world.start();
  world.record();
  await world.settled();
  await world.test.authority.stopListening();
  world.record();
  world.record();
  await world.until(() => !world.delivery.online());
  expect(world.journal.outbox.counts().queued).toBe(2);
  await world.plugIn();
  await world.settled();
  expect(world.changes()).toEqual(['online', 'offline', 'online']);
  expect(world.accepted()).toEqual(world.recorded);
});

test('Given a code that could not be asked about, when the authority is back, then the late verdict is written, forgotten and delivered', async () => {
  const world = await DeliveryWorld.open();
  await world.client.trustList();
  const verdict = await world.queueQuestion();
  expect(world.journal.awaiting.count()).toBe(1);
  world.network.plan('/v1/verifications', 'lost', 'wrong', 'reset');
  world.start();
  await world.settled();
  await world.until(() => world.journal.awaiting.count() === 0);
  await world.settled();
  const late = world.recorded.at(-1) ?? '';
  expect(world.journal.entry(late)).toMatchObject({
    header: { kind: 'late-verdict' },
    body: { verdict, outcome: 'verified' },
  });
  expect(world.accepted()).toEqual(world.recorded);
});

test('Given a queue of many entries, when drained, then it is empty when the promise resolves', async () => {
  const world = await DeliveryWorld.open();
  for (let count = 0; count < 250; count += 1) world.record();
  await world.drain();
  expect(world.journal.outbox.counts()).toMatchObject({ queued: 0, acknowledged: 250 });
  expect(world.network.answers.filter(({ path }) => path === '/v1/entries')).toHaveLength(3);
});

test.each([
  ['larger than a body may be', 250_000],
  ['larger than a request may be', 600_000],
])(
  'Given one record %s among others, when they are delivered, then its header goes alone, it is reported, and the others arrive whole',
  async (_what, length) => {
    const world = await DeliveryWorld.open();
    for (let count = 0; count < 5; count += 1) world.record();
    const large = world.recordLarge(length);
    for (let count = 0; count < 5; count += 1) world.record();
    world.start();
    await world.settled();
    expect(world.accepted()).toEqual(world.recorded);
    expect(world.journal.outbox.counts()).toMatchObject({ acknowledged: 10, refused: 1 });
    expect(world.journal.outbox.state(large)).toEqual({ state: 'refused', reason: 'body-set-aside' });
  },
);
