import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type AuthorityClient, createAuthorityClient, enrol } from '../../main/authority/client';
import { type Delivery, type DeliveryEvent, createDelivery } from '../../main/delivery';
import type { Journal } from '../../main/journal';
import { FaultyAuthority, networkFaults } from '../support/faulty-authority';
import { journalBench } from '../support/journal-folder';
import { checkIn, people, stayRetention, verdictBody } from '../support/journal-samples';
import { TestAuthority } from '../support/test-authority';

/*
 * The real journal, the real client and the real authority, with a network between them that does
 * everything a network can do. Waiting times pass a hundred times faster than in life.
 */

const SEEDS = Number(process.env['VESTIBULE_NETWORK_SEEDS'] ?? 3);
const now = (): Date => new Date();

test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
  'Given a network full of faults, a terminal that starts again and an authority that goes away for a while (schedule %i), when it is over, then every entry is there once, in order',
  async (seed) => {
    const random = seeded(seed);
    const world = await World.open();
    const faults = (count: number) =>
      Array.from(
        { length: count },
        () => networkFaults[Math.floor(random() * networkFaults.length)] ?? 'works',
      );
    world.network.plan('/v1/entries', ...faults(20));
    world.network.plan('/v1/heartbeats', ...faults(8));
    world.network.plan('/v1/tokens', ...faults(3));
    world.start();
    for (let round = 0; round < 6; round += 1) {
      for (let count = 0; count < 25; count += 1) world.record();
      await world.quiet(Math.floor(random() * 150));
      if (round === 2) await world.restartTerminal();
      if (round === 3) await world.test.authority.stopListening();
      if (round === 4) await world.plugIn();
      if (round === 5) await world.drain();
    }
    await world.settled();
    expect(world.accepted()).toEqual(world.recorded);
    expect(world.journal.outbox.counts()).toMatchObject({
      queued: 0,
      refused: 0,
      acknowledged: world.recorded.length,
    });
    expect(world.settledEntries()).toEqual(world.recorded);
  },
);

test('Given an authority whose cable is pulled, when it is plugged in again, then the terminal finds it and everything arrives by itself', async () => {
  const world = await World.open();
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
  const world = await World.open();
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
  const world = await World.open();
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
    const world = await World.open();
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

/** A terminal's journal and delivery, its authority, and the network between them. */
class World {
  readonly recorded: string[] = [];
  readonly bench = journalBench();
  readonly #events: DeliveryEvent[] = [];
  #parts: { journal: Journal; delivery: Delivery } | undefined;

  private constructor(
    readonly test: TestAuthority,
    readonly network: FaultyAuthority,
    readonly client: AuthorityClient,
    private readonly identity: { terminal: string; epoch: number },
  ) {}

  static async open(): Promise<World> {
    const authority = await TestAuthority.open();
    const network = await FaultyAuthority.before(authority.authority);
    const enrolment = await enrol({ url: network.url, code: await authority.code(), now });
    const timeouts = { deliver: 700, heartbeat: 700, askLate: 700 };
    const client = createAuthorityClient({ enrolment, now, timeouts });
    const world = new World(authority, network, client, enrolment);
    world.#openTerminal();
    onTestFinished(() => world.delivery.stop());
    return world;
  }

  get journal(): Journal {
    if (!this.#parts) throw new Error('not open');
    return this.#parts.journal;
  }

  get delivery(): Delivery {
    if (!this.#parts) throw new Error('not open');
    return this.#parts.delivery;
  }

  start(): void {
    this.delivery.start();
  }

  record(): void {
    this.recorded.push(checkIn(this.journal, people.okafor).entry);
    this.delivery.nudge();
  }

  /** A record whose body is so long; the journal takes it, the protocol does not. */
  recordLarge(length: number): string {
    const form = { room: '204', arrival: '2026-11-02', departure: '2026-11-04', note: 'x'.repeat(length) };
    const { entry } = checkIn(this.journal, people.okafor, { form });
    this.recorded.push(entry);
    return entry;
  }

  /** An amber verdict: its question is sealed and waits beside its entry. */
  async queueQuestion(): Promise<string> {
    const issuers = (await this.client.trustList())?.list.issuers ?? [];
    const presentedAt = now().toISOString();
    for (const { text: code, reusable } of await this.test.authority.samples()) {
      const issuer = issuers.find(({ routing }) => routing.some(({ prefix }) => code.startsWith(prefix)))?.id;
      if (reusable || issuer === undefined) continue;
      const verdict = randomUUID();
      const question = { format: 'e-id-code', issuer, code, purpose: 'hotel.check-in', presentedAt } as const;
      const sealed = await this.client.seal(question, verdict);
      const body = verdictBody('00', { verdict, outcome: 'unverified-queued', claims: {} });
      const { entry } = this.journal.append('verdict', body, {
        retention: stayRetention,
        awaiting: { verdict, sealed, presentedAt },
      });
      this.recorded.push(entry);
      return verdict;
    }
    throw new Error('no dynamic sample');
  }

  async restartTerminal(): Promise<void> {
    await this.delivery.stop();
    this.bench.close(this.journal);
    this.#openTerminal();
    this.start();
  }

  drain(): Promise<void> {
    return this.delivery.drain();
  }

  /** The authority listens behind the network again, on the port that the network knows. */
  async plugIn(): Promise<void> {
    await this.test.authority.listen();
  }

  async quiet(milliseconds: number): Promise<void> {
    await new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  }

  settled(): Promise<void> {
    return this.until(() => this.journal.outbox.counts().queued === 0);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await this.quiet(10);
  }

  /** What the authority took, in order; a repetition is not taken. */
  accepted(): string[] {
    return this.test.arrived.filter(({ status }) => status === 'accepted').map(({ entry }) => entry);
  }

  changes(): string[] {
    return this.#events.map(({ type }) => type).filter((type) => type !== 'delivery');
  }

  settledEntries(): string[] {
    return this.#events.flatMap((event) => (event.type === 'delivery' ? [event.entry] : []));
  }

  #openTerminal(): void {
    const journal = this.bench.open({ now });
    journal.begin(this.identity);
    const delivery = createDelivery({
      journal,
      client: this.client,
      now,
      schedule(delay, ring) {
        const timer = setTimeout(ring, delay / 100);
        return () => {
          clearTimeout(timer);
        };
      },
      onEvent: (event) => this.#events.push(event),
      onLateVerdict: (verdict, { outcome, claims, answer }) => {
        const about = journal.awaiting.list().find((waiting) => waiting.verdict === verdict)?.entry;
        const body = { verdict, outcome, claims, answer };
        this.recorded.push(journal.append('late-verdict', body, { about, retention: stayRetention }).entry);
        delivery.nudge();
      },
    });
    this.#parts = { journal, delivery };
  }
}

/** Small seeded generator, so that a failing schedule can be run again. */
function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
