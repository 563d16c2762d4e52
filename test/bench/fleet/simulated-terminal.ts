import type { WireEntry } from '../../../shared/domain/entry';
import { type AuthorityClient, createAuthorityClient } from '../../../main/authority/client/authority-client';
import { retryAfterOf } from '../../../main/delivery/failure';
import { enrolPatiently } from './enrol-patiently';
import { SimulatedJournal } from './simulated-journal';

const BATCH = 100;
const now = () => new Date();
/** Milliseconds between two tries: full jitter, doubling from the first to the second. */
const PAUSE = { first: 100, longest: 2_000 };
const SLICE = 1_000;

/** What one terminal met on the way. */
export interface Delivered {
  acknowledged: number;
  refused: number;
  retries: number;
  /** Milliseconds of each answered batch. */
  latencies: number[];
}

/** Waits so many milliseconds, or not much longer than until it is over. */
async function untilOver(milliseconds: number, isOver: () => boolean): Promise<void> {
  for (let left = milliseconds; left > 0 && !isOver(); left -= SLICE)
    await new Promise((resolve) => setTimeout(resolve, Math.min(SLICE, left)));
}

/**
 * A terminal whose journal is in memory: chain, hashes, signatures and the client are the real ones. What it recorded
 * while it was offline waits until `drain`.
 */
export class SimulatedTerminal {
  #waiting = 0;
  #batch: readonly WireEntry[] = [];

  private constructor(
    readonly id: string,
    private readonly journal: SimulatedJournal,
    private readonly client: AuthorityClient,
  ) {}

  static async enrolled(url: string, code: string): Promise<SimulatedTerminal> {
    const enrolment = await enrolPatiently(url, code);
    const client = createAuthorityClient({ enrolment, now });
    return new SimulatedTerminal(
      enrolment.terminal,
      new SimulatedJournal(enrolment.terminal, enrolment.epoch),
      client,
    );
  }

  /** So many entries wait. Each is made when its batch is built: those of a whole fleet would not fit into memory. */
  record(count: number): void {
    this.#waiting += count;
  }

  /** Delivers everything that waits, however often the authority fails, until it is over. */
  async drain(progress: { delivered: number }, isOver: () => boolean): Promise<Delivered> {
    const delivered: Delivered = { acknowledged: 0, refused: 0, retries: 0, latencies: [] };
    let failures = 0;
    while (this.#waiting > 0 && !isOver()) {
      const batch = this.#nextBatch();
      const begun = performance.now();
      try {
        const { results } = await this.client.deliver(batch);
        delivered.latencies.push(performance.now() - begun);
        for (const { status } of results) delivered[status] += 1;
        this.#waiting -= batch.length;
        progress.delivered += batch.length;
        this.#batch = [];
        failures = 0;
      } catch (thrown) {
        failures += 1;
        delivered.retries += 1;
        const longest = Math.min(PAUSE.longest, PAUSE.first * 2 ** failures);
        // As delivery does: what the authority asks for wins.
        const pause = retryAfterOf(thrown) ?? Math.random() * longest;
        await untilOver(pause, isOver);
      }
    }
    return delivered;
  }
  /** The batch on its way, the very same again until it is answered. */
  #nextBatch(): readonly WireEntry[] {
    if (this.#batch.length === 0) this.#batch = this.journal.record(Math.min(BATCH, this.#waiting));
    return this.#batch;
  }
}
