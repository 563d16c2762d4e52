import type { DeliveryState } from '../../shared/domain/delivery-state';
import type { WireEntry } from '../../shared/domain/entry';
import type { AuthorityClient } from '../authority/client/authority-client';
import { AuthorityFailure } from '../authority/client/authority-failure';
import type { Outbox } from '../journal';

/** What one batch may hold (PROTOCOL, Delivery). */
const BATCH = { entries: 100, bytes: 256 * 1024 } as const;

/** What an authority answers to a batch that it finds malformed or too large (openapi.yaml, Error). */
const POISON_PROBLEMS: readonly string[] = ['bad-request', 'too-large'];

/** The reason an entry carries whose body the authority could not take: its header went on alone. */
const BODY_SET_ASIDE = 'body-set-aside';
/** The reason reported for an entry of which the authority does not even take the header; it stays queued. */
const HEADER_NOT_TAKEN = 'header-not-taken';

export interface OutboxSenderOptions {
  outbox: Outbox;
  client: Pick<AuthorityClient, 'deliver'>;
  onSettled: (entry: string, state: DeliveryState, reason?: string) => void;
  signal: AbortSignal;
}

/** Sends what waits in the outbox, in order, one batch in flight. */
export class OutboxSender {
  readonly #stuck = new Set<string>();

  constructor(private readonly options: OutboxSenderOptions) {}

  /**
   * Sends until nothing is queued and answers how many entries were settled; the next batch is built
   * while one travels. Rejects with the failure that stopped it, after everything that was not
   * settled has been queued again.
   */
  async sendAll(): Promise<number> {
    const { outbox } = this.options;
    let settled = 0;
    try {
      let batch = outbox.takeBatch(BATCH);
      while (batch.length > 0) {
        const [sent, taken] = await Promise.allSettled([this.#sendChains(batch), takeNext(outbox)]);
        if (sent.status === 'rejected') throw sent.reason;
        if (taken.status === 'rejected') throw taken.reason;
        settled += batch.length;
        batch = taken.value.length > 0 ? taken.value : outbox.takeBatch(BATCH);
      }
      return settled;
    } catch (thrown) {
      outbox.requeue();
      throw thrown;
    }
  }

  /** One batch on the wire holds entries of one epoch; a re-enrolment begins another. */
  async #sendChains(batch: WireEntry[]): Promise<void> {
    let rest = batch;
    while (rest[0]) {
      const { epoch } = rest[0].header;
      const other = rest.findIndex(({ header }) => header.epoch !== epoch);
      const length = other < 0 ? rest.length : other;
      await this.#send(rest.slice(0, length));
      rest = rest.slice(length);
    }
  }

  /** A batch that is called malformed or too large is halved until the one entry that is at fault stands alone. */
  async #send(batch: WireEntry[]): Promise<void> {
    const { client, outbox, signal, onSettled } = this.options;
    try {
      const { results, acknowledgement } = await client.deliver(batch, signal);
      outbox.settle(results, acknowledgement);
      for (const result of results) onSettled(result.entry, result.status, result.reason);
    } catch (thrown) {
      if (!isPoison(thrown)) throw thrown;
      const [entry, ...others] = batch;
      if (entry && others.length === 0) return this.#sendHeader(entry);
      const middle = Math.ceil(batch.length / 2);
      await this.#send(batch.slice(0, middle));
      await this.#send(batch.slice(middle));
    }
  }

  /** The header of a poison entry goes on alone, so that nothing behind it waits; its body stays here for a person. */
  async #sendHeader({ header, hash }: WireEntry): Promise<void> {
    const { client, outbox, signal, onSettled } = this.options;
    try {
      const { acknowledgement } = await client.deliver([{ header, hash }], signal);
      outbox.settle([{ entry: header.id, status: 'refused', reason: BODY_SET_ASIDE }], acknowledgement);
      onSettled(header.id, 'refused', BODY_SET_ASIDE);
    } catch (thrown) {
      if (isPoison(thrown) && !this.#stuck.has(header.id)) {
        this.#stuck.add(header.id);
        onSettled(header.id, 'queued', HEADER_NOT_TAKEN);
      }
      throw thrown;
    }
  }
}

async function takeNext(outbox: Outbox): Promise<WireEntry[]> {
  return outbox.takeBatch(BATCH);
}

/** A proxy on the way may find a batch too large in words of its own. */
function isPoison(thrown: unknown): boolean {
  if (!(thrown instanceof AuthorityFailure) || thrown.code !== 'authority-refused') return false;
  return thrown.status === 413 || POISON_PROBLEMS.includes(thrown.problem ?? '');
}
