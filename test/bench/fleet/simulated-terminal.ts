import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { WireEntry } from '../../../shared/domain/entry';
import { type AuthorityClient, createAuthorityClient } from '../../../main/authority/client/authority-client';
import { enrol } from '../../../main/authority/client/enrol';
import { retryAfterOf } from '../../../main/delivery/failure';
import { canonicalJson } from '../../../main/crypto/canonical-json';

const BATCH = 100;
const now = () => new Date();
/** Milliseconds between two tries: full jitter, doubling from the first to the second. */
const PAUSE = { first: 100, longest: 2_000 };

/** What one terminal met on the way. */
export interface Delivered {
  acknowledged: number;
  refused: number;
  retries: number;
  /** Milliseconds of each answered batch. */
  latencies: number[];
}

/**
 * A terminal whose journal is in memory: chain, hashes, signatures and the client are the real ones. What it recorded
 * while it was offline waits until `drain`.
 */
export class SimulatedTerminal {
  readonly #waiting: WireEntry[] = [];
  #seq = 0;
  #previous = '0'.repeat(64);

  private constructor(
    readonly id: string,
    private readonly epoch: number,
    private readonly client: AuthorityClient,
  ) {}

  static async enrolled(url: string, code: string): Promise<SimulatedTerminal> {
    const enrolment = await enrol({ url, code, now });
    const client = createAuthorityClient({ enrolment, now });
    return new SimulatedTerminal(enrolment.terminal, enrolment.epoch, client);
  }

  /** Records so many entries, each with a body of the size of a check-in. */
  record(count: number): void {
    for (let index = 0; index < count; index += 1) this.#waiting.push(this.#entry());
  }

  /** Delivers everything that waits, however often the authority fails, until `until` (milliseconds since 1970). */
  async drain(until: number): Promise<Delivered> {
    const delivered: Delivered = { acknowledged: 0, refused: 0, retries: 0, latencies: [] };
    let failures = 0;
    while (this.#waiting.length > 0 && Date.now() < until) {
      const batch = this.#waiting.slice(0, BATCH);
      const begun = performance.now();
      try {
        const { results } = await this.client.deliver(batch);
        delivered.latencies.push(performance.now() - begun);
        for (const { status } of results) delivered[status] += 1;
        this.#waiting.splice(0, batch.length);
        failures = 0;
      } catch (thrown) {
        failures += 1;
        delivered.retries += 1;
        const longest = Math.min(PAUSE.longest, PAUSE.first * 2 ** failures);
        // As delivery does: what the authority asks for wins.
        const pause = retryAfterOf(thrown) ?? Math.random() * longest;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return delivered;
  }

  #entry(): WireEntry {
    const salt = randomBytes(32);
    const body = Buffer.from(JSON.stringify({ reason: randomBytes(190).toString('hex'), operator: 'clerk' }));
    const header: WireEntry['header'] = {
      v: 1,
      terminal: this.id,
      epoch: this.epoch,
      seq: this.#seq + 1,
      id: randomUUID(),
      kind: 'void',
      at: now().toISOString(),
      monotonic: 1_000,
      clockOffset: null,
      previous: this.#previous,
      about: randomUUID(),
      retention: 'guest',
      cipherHash: createHash('sha256').update(salt).digest('hex'),
      commitment: createHash('sha256').update(salt).update(body).digest('hex'),
    };
    const hash = createHash('sha256')
      .update(Buffer.from(header.previous, 'hex'))
      .update(canonicalJson(header))
      .digest('hex');
    this.#seq = header.seq;
    this.#previous = hash;
    return { header, hash, saltBase64: salt.toString('base64'), bodyBase64: body.toString('base64') };
  }
}
