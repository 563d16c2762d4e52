import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Delivery, type DeliveryEvent, createDelivery } from '../../../main/delivery';
import { MemoryJournal } from './memory-journal';
import { type Fault, ScriptedAuthority, faults } from './scripted-authority';
import { VirtualTime } from './virtual-time';

/*
 * Random schedules against the promise of delivery: whatever the network and the authority do, and
 * whenever the process ends, every entry is delivered once in effect and in order, and nothing
 * counts as acknowledged that the authority does not have.
 */

const SCHEDULES = Number(process.env['VESTIBULE_SCHEDULES'] ?? 300);

type Step =
  | { do: 'record'; count: number; large: boolean }
  | {
      do:
        | 'poison'
        | 'unwelcome'
        | 'question'
        | 'drain'
        | 'restart'
        | 'network-changed'
        | 'disk-breaks'
        | 'disk-works';
    }
  | { do: 'unplug' | 'plug' }
  | { do: 'wait'; milliseconds: number };

const fault = fc.constantFrom<Fault>(...faults);
const script = fc.record({
  deliver: fc.array(fault, { maxLength: 25 }),
  heartbeat: fc.array(fault, { maxLength: 15 }),
  askLate: fc.array(fault, { maxLength: 10 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      count: fc.integer({ min: 1, max: 130 }),
      large: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'poison' as const,
        'unwelcome',
        'question',
        'drain',
        'restart',
        'network-changed',
        'disk-breaks',
        'disk-works',
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('unplug' as const, 'plug') }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.integer({ min: 1, max: 90_000 }),
    }),
  },
);

test('Given any schedule of faults, kills and outages, when it is over, then every entry is delivered once, in order, and nothing was acknowledged that is not there', async () => {
  await fc.assert(
    fc.asyncProperty(
      script,
      fc.array(step, { minLength: 3, maxLength: 25 }),
      fc.integer(),
      async (faultsToCome, steps, seed) => {
        const world = new World(seed);
        for (const operation of ['deliver', 'heartbeat', 'askLate'] as const) {
          world.authority.script[operation].push(...faultsToCome[operation]);
        }
        world.start();
        for (const each of steps) await world.take(each);
        await world.end();
        // Answers that nobody waits for any more arrive, and move nothing.
        await world.time.run(60_000);
        world.check();
      },
    ),
    { numRuns: SCHEDULES },
  );
}, 120_000);

/** A terminal with its journal, its authority and the network between them. */
class World {
  readonly time = new VirtualTime();
  readonly journal = new MemoryJournal();
  readonly authority = new ScriptedAuthority(this.time);
  readonly recorded: string[] = [];
  readonly questions: string[] = [];
  readonly written: string[] = [];
  #events: DeliveryEvent[] = [];
  #runs: DeliveryEvent[][] = [];
  #delivery: Delivery | null = null;
  #random: () => number;

  constructor(seed: number) {
    this.#random = mulberry32(seed);
    this.journal.onSettle = (results) => {
      const there = new Map(this.authority.stored.map(({ id, body }) => [id, body]));
      for (const { entry, status, reason } of results) {
        const expectedBody = reason !== 'body-set-aside';
        if (there.get(entry) !== expectedBody)
          this.authority.violations.push(`${status} without being there`);
      }
    };
  }

  start(): void {
    this.#events = [];
    this.#runs.push(this.#events);
    const delivery = createDelivery({
      journal: this.journal,
      client: this.authority,
      now: this.time.now,
      schedule: this.time.schedule,
      random: this.#random,
      onEvent: (event) => this.#events.push(event),
      onLateVerdict: (verdict) => {
        if (this.journal.broken) throw this.journal.broken;
        this.written.push(verdict);
        this.recorded.push(this.journal.record());
        delivery.nudge();
      },
    });
    this.#delivery = delivery;
    delivery.start();
  }

  async take(each: Step): Promise<void> {
    switch (each.do) {
      case 'record':
        for (let count = 0; count < each.count; count += 1) this.#record(each.large ? 9_000 : 60);
        break;
      case 'poison':
        this.authority.poison.add(this.#record());
        break;
      case 'unwelcome':
        this.authority.unwelcome.add(this.#record());
        break;
      case 'question':
        this.questions.push(this.journal.await(this.time.now()));
        this.#record();
        break;
      case 'drain':
        // A journal that cannot write is told to the one who drains; that is no fault of delivery.
        await this.time.until(this.#delivery?.drain().catch(() => undefined) ?? Promise.resolve());
        break;
      case 'restart':
        await this.time.until(this.#delivery?.stop() ?? Promise.resolve(), 0);
        this.start();
        break;
      case 'network-changed':
        this.#delivery?.networkChanged();
        break;
      case 'disk-breaks':
      case 'disk-works':
        this.journal.broken = each.do === 'disk-breaks' ? new Error('disk') : null;
        break;
      case 'unplug':
      case 'plug':
        this.authority.unplugged = each.do === 'unplug';
        break;
      case 'wait':
        await this.time.run(each.milliseconds);
    }
  }

  /** The disk works, the cable is in, and nobody touches anything: delivery has to find its way alone. */
  async end(): Promise<void> {
    this.journal.broken = null;
    this.authority.unplugged = false;
    for (let minutes = 0; minutes < 360 && !this.#settled(); minutes += 1) await this.time.run(60_000);
    await this.time.until(this.#delivery?.stop() ?? Promise.resolve(), 0);
  }

  check(): void {
    const { authority, journal } = this;
    expect(authority.violations).toEqual([]);
    expect(journal.outbox.counts().queued).toBe(0);
    expect(authority.stored.map(({ id }) => id)).toEqual(this.recorded);
    expect(authority.stored.filter(({ body }) => !body).map(({ id }) => id)).toEqual([...authority.poison]);
    const refused = new Set([...authority.poison, ...authority.unwelcome]);
    for (const id of this.recorded) {
      expect(journal.outbox.state(id)?.state).toBe(refused.has(id) ? 'refused' : 'acknowledged');
    }
    expect(journal.awaiting.count()).toBe(0);
    expect(this.written.toSorted()).toEqual(this.questions.toSorted());
    expect(this.#settledEvents().toSorted()).toEqual(this.recorded.toSorted());
    for (const run of this.#runs) expectAlternating(run);
    expect(this.time.waiting).toBe(0);
  }

  #settled(): boolean {
    return this.journal.outbox.counts().queued === 0 && this.journal.awaiting.count() === 0;
  }

  #record(bodyLength = 60): string {
    const id = this.journal.record(bodyLength);
    this.recorded.push(id);
    this.#delivery?.nudge();
    return id;
  }

  #settledEvents(): string[] {
    return this.#runs.flat().flatMap((event) => (event.type === 'delivery' ? [event.entry] : []));
  }
}

/** Online and offline come by turns, each once. */
function expectAlternating(events: DeliveryEvent[]): void {
  const changes = events.map(({ type }) => type).filter((type) => type !== 'delivery');
  expect(changes.filter((type, index) => type === changes[index - 1])).toEqual([]);
}

/** Small seeded generator, so that a failing schedule can be run again. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
