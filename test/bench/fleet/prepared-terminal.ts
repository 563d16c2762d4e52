import type { WireEntry } from '../../../shared/domain/entry';
import { AuthorisedExchange } from '../../../main/authority/client/authorised-exchange';
import { AuthorityClock } from '../../../main/authority/client/authority-clock';
import { AuthorityUrl } from '../../../main/authority/client/authority-url';
import { Batches, type DeliveryAnswer } from '../../../main/authority/client/batches';
import { type Answer, Exchange, type OperationRequest } from '../../../main/authority/client/exchange';
import { enrolPatiently } from './enrol-patiently';
import { SimulatedJournal } from './simulated-journal';

const BATCH = 100;
const now = () => new Date();
const { signal } = new AbortController();

/**
 * A terminal that has made all its requests before it sends the first: chained, signed, compressed and with their
 * proofs by the real client, which reads the answers once all of them are there. What is measured in between is the
 * authority.
 */
export class PreparedTerminal {
  private constructor(
    private readonly exchange: HeldExchange,
    private readonly deliveries: readonly Promise<DeliveryAnswer>[],
  ) {}

  /** Enrols and prepares so many entries; a proof is good for four minutes, so they have to be sent soon. */
  static async enrolled(url: string, code: string, count: number): Promise<PreparedTerminal> {
    const enrolment = await enrolPatiently(url, code);
    const exchange = new HeldExchange(new AuthorityUrl(url), new AuthorityClock(now), now);
    const batches = new Batches(enrolment, new AuthorisedExchange(exchange, enrolment));
    const entries = new SimulatedJournal(enrolment.terminal, enrolment.epoch).record(count);
    const deliveries: Promise<DeliveryAnswer>[] = [];
    for (const batch of batchesOf(entries)) {
      const held = exchange.nextHeld();
      deliveries.push(batches.deliver(batch, signal));
      await held;
    }
    return new PreparedTerminal(exchange, deliveries);
  }

  /** Sends everything, one batch after the other. */
  send(): Promise<void> {
    return this.exchange.sendHeld();
  }

  /** Lets the client check every answer; how many entries were acknowledged. Rejects where one does not hold. */
  async acknowledged(): Promise<number> {
    this.exchange.answerHeld();
    const answers = await Promise.all(this.deliveries);
    return answers.flatMap(({ results }) => results).filter(({ status }) => status === 'acknowledged').length;
  }
}

function batchesOf(entries: readonly WireEntry[]): WireEntry[][] {
  const count = Math.ceil(entries.length / BATCH);
  return Array.from({ length: count }, (_, index) => entries.slice(index * BATCH, (index + 1) * BATCH));
}

interface Held {
  readonly request: OperationRequest;
  readonly answer: (answer: Answer) => void;
}

/** Keeps batches back until they are to be sent, and their answers until they are to be read. */
class HeldExchange extends Exchange {
  readonly #held: Held[] = [];
  readonly #answers: Answer[] = [];
  #onHeld = () => {};

  /** Resolves when the next batch is ready to be sent. */
  nextHeld(): Promise<void> {
    return new Promise((resolve) => (this.#onHeld = resolve));
  }

  override send(request: OperationRequest): Promise<Answer> {
    if (request.path !== '/v1/entries') return super.send(request);
    return new Promise((answer) => {
      this.#held.push({ request, answer });
      this.#onHeld();
    });
  }

  async sendHeld(): Promise<void> {
    for (const { request } of this.#held) this.#answers.push(await super.send(request));
  }

  answerHeld(): void {
    for (const [index, answer] of this.#answers.entries()) this.#held[index]?.answer(answer);
  }
}
