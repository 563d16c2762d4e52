import { expect, test } from 'vitest';
import { reportOf } from '../../shared/domain/error';
import { type AuthorityClient, createAuthorityClient } from '../../main/authority/client';
import { type DeliveryEvent, createDelivery } from '../../main/delivery';
import type { Journal } from '../../main/journal';
import { openJournalFileReadOnly } from '../../main/journal/journal-file';
import { verifyJournal } from '../../main/journal/verify-journal';
import { DeliveryWorld } from '../support/delivery-world';
import { networkFaults } from '../support/faulty-authority';
import { dice } from '../support/journal-dice';
import { checkIn, people } from '../support/journal-samples';

/*
 * Random schedules over real HTTP against a model of what must hold: whatever network, authority, disk and process do,
 * every recorded entry is at the authority once and in order, nothing counts as delivered that is not there, and each
 * question that was asked late is answered once. Each schedule is drawn from its number, so that one that fails can be had again: VESTIBULE_SCHEDULE=number
 * or, for several, numbers with commas between.
 */

const SCHEDULES = Number(process.env['VESTIBULE_NETWORK_SCHEDULES'] ?? 6);
const ONLY = process.env['VESTIBULE_SCHEDULE'];
/** They wait for most of their time; so many go on beside each other. */
const LANES = 6;
const STEPS = 14;
const LARGER_THAN_A_BODY = 250_000;

test(
  `Given ${SCHEDULES} random schedules of faults, restarts, late questions, enrolments, backups and copies, when each is over, then every entry is there once, in order`,
  async () => {
    const numbers =
      ONLY === undefined
        ? Array.from({ length: SCHEDULES }, (_, index) => index + 1)
        : ONLY.split(',').map(Number);
    const failures: string[] = [];
    const lane = async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        try {
          await play(number);
        } catch (thrown) {
          failures.push(`schedule ${number}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(failures).toEqual([]);
  },
  60_000 + SCHEDULES * 15_000,
);

async function play(number: number): Promise<void> {
  const next = dice(number);
  const roll = (sides: number) => Math.floor(next() * sides);
  const world = await DeliveryWorld.open();
  try {
    const schedule = new Schedule(world, roll);
    world.start();
    for (let step = 0; step < STEPS; step += 1) await schedule.step();
    await schedule.end();
    await schedule.check();
    await schedule.misuseCopy();
  } finally {
    await world.close();
  }
}

/** What is done to one world, and what must be true of it in the end. */
class Schedule {
  /** Entries whose body is larger than any authority takes. */
  readonly large = new Set<string>();
  #away = false;
  #backedUp = false;
  #restored = false;
  #copy: { folder: string; recorded: number; enrolment: DeliveryWorld['enrolment'] } | undefined;
  /** Verdicts that wait for the authority's late answer. */
  readonly #asked: string[] = [];

  constructor(
    private readonly world: DeliveryWorld,
    private readonly roll: (sides: number) => number,
  ) {}

  async step(): Promise<void> {
    const { world, roll } = this;
    this.#planFaults();
    for (let count = roll(20); count > 0; count -= 1) world.record();
    const acts: (() => Promise<unknown>)[] = [
      () => world.quiet(roll(60)),
      () => world.quiet(roll(60)),
      async () => this.large.add(world.recordLarge(LARGER_THAN_A_BODY)),
      () => world.restartTerminal(),
      () => world.drain(),
      async () => world.delivery.networkChanged(),
      () => this.#turnAuthority(),
      () => this.#authorityProcess(() => world.restartAuthority()),
      () => this.#backup(),
      async () => {
        const { recorded, enrolment } = world;
        this.#copy ??= { folder: await world.copyDisk(), recorded: recorded.length, enrolment };
      },
      async () => this.#asked.push(await world.queueQuestion()),
      async () => this.#asked.push(await world.queueQuestion()),
      () => this.#enrolAnew(),
    ];
    await acts[roll(acts.length)]?.();
  }

  /** Nobody pulls at anything any more: delivery finds its way alone. */
  async end(): Promise<void> {
    this.world.network.script.clear();
    if (this.#away) await this.#turnAuthority();
    // An authority that was set back to before an enrolment takes nothing until a person enrols the terminal again.
    if ((await this.world.epochThere()) < this.world.enrolment.epoch) await this.#enrolAnew();
    // A terminal that is up to date learns of a restored backup by its next heartbeat.
    this.world.record();
    this.world.delivery.networkChanged();
    await this.world.until(() => this.world.journal.awaiting.count() === 0);
    await this.world.settled();
    await this.world.until(() => this.world.delivery.online());
  }

  async check(): Promise<void> {
    const { world, large } = this;
    expect(await world.stored()).toEqual(world.recorded);
    expect(await world.standing()).toBe('active');
    const { queued, acknowledged, refused } = world.journal.outbox.counts();
    expect({ queued, refused }).toEqual({ queued: 0, refused: large.size });
    for (const entry of world.recorded) {
      const expected = large.has(entry) ? 'refused' : 'acknowledged';
      expect(world.journal.outbox.state(entry)?.state).toBe(expected);
    }
    expect(acknowledged + refused).toBeGreaterThanOrEqual(world.recorded.length);
    expect(world.changes().filter((type) => type === 'rolled-back')).toEqual([]);
    // Taken once; once more only by an authority that had lost it.
    const taken = world.accepted();
    if (!this.#restored) expect(new Set(taken).size).toBe(taken.length);
    const answers = world.lateAnswers();
    expect(answers.map(({ verdict }) => verdict).toSorted()).toEqual(this.#asked.toSorted());
    // A code that was given out after the backup is unknown to the authority that came back.
    const unanswered = answers.filter(({ outcome }) => outcome !== 'verified');
    if (!this.#restored) expect(unanswered).toEqual([]);
    const reader = openJournalFileReadOnly(world.bench.folder);
    const { ok, problem } = verifyJournal(reader);
    reader.close();
    expect({ ok, problem }).toEqual({ ok: true, problem: undefined });
  }

  /** Somebody puts an older copy of the disk into the terminal: it freezes; and if it does not, the authority sees the fork. */
  async misuseCopy(): Promise<void> {
    const { world } = this;
    if (this.#copy === undefined || this.#copy.recorded === world.recorded.length) return;
    const before = await world.stored();
    const old = world.journalOn(this.#copy.folder, this.#copy.enrolment);
    checkIn(old, people.garcia);
    // Only in the epoch that is written now can two machines write under the same number.
    const ended = this.#copy.enrolment.epoch < world.enrolment.epoch;
    if (ended || this.roll(2) === 0) {
      const events: DeliveryEvent[] = [];
      const { client } = world;
      const delivery = createDelivery({
        journal: old,
        client,
        now: () => new Date(),
        onLateVerdict: () => undefined,
        onEvent: (event) => events.push(event),
      });
      delivery.start();
      await world.until(() => events.some(({ type }) => type === 'rolled-back'));
      await delivery.drain();
      await delivery.stop();
      // A copy that wrote as much as the machine it was taken from is told apart by what it sends alone.
      const told = ended || lastOf(old) < lastOf(world.journal);
      expect(await world.standing()).toBe(told ? 'active' : 'quarantined');
    } else {
      const other = old.outbox.takeBatch({ entries: 10_000, bytes: 100_000_000 }).slice(-1);
      // Nothing holds answers back any more; a busy machine may: this terminal waits as long as one in life.
      const client = createAuthorityClient({ enrolment: world.enrolment, now: () => new Date() });
      await expect(deliverPatiently(client, other)).rejects.toMatchObject({ code: 'authority-refused' });
      expect(await world.standing()).toBe('quarantined');
    }
    expect(await world.stored()).toEqual(before);
  }

  #planFaults(): void {
    const { world, roll } = this;
    const faults = (most: number) =>
      Array.from({ length: roll(most) }, () => networkFaults[roll(networkFaults.length)] ?? 'works');
    world.network.plan('/v1/entries', ...faults(3));
    world.network.plan('/v1/heartbeats', ...faults(2));
    if (roll(6) === 0) world.network.plan('/v1/tokens', ...faults(2));
  }

  async #turnAuthority(): Promise<void> {
    this.#away = !this.#away;
    if (this.#away) await this.world.test.authority.stopListening();
    else await this.world.plugIn();
  }

  async #enrolAnew(): Promise<void> {
    await this.#authorityProcess(() => this.world.plugIn());
    await this.world.enrolAnew();
  }

  async #authorityProcess(work: () => Promise<void>): Promise<void> {
    await work();
    this.#away = false;
  }

  /** The first time a copy of the authority is made, the second time it comes back as it was then. */
  async #backup(): Promise<void> {
    if (this.#restored) return;
    if (this.#backedUp) {
      this.#restored = true;
      await this.#authorityProcess(() => this.world.restoreAuthority());
    } else {
      this.#backedUp = true;
      await this.#authorityProcess(() => this.world.backUpAuthority());
    }
  }
}

function lastOf({ outbox }: Journal): number {
  return outbox.reach().at(-1)?.last ?? 0;
}

/** As delivery itself does: an authority that could not be reached is asked again. */
async function deliverPatiently(
  client: AuthorityClient,
  entries: Parameters<AuthorityClient['deliver']>[0],
): ReturnType<AuthorityClient['deliver']> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.deliver(entries);
    } catch (thrown) {
      if (attempt === 20 || reportOf(thrown).code !== 'authority-unreachable') throw thrown;
    }
  }
}
