/** A smart card reader made of software: what lies on it answers from the training room, through whoever carries the commands. */
import { VestibuleError } from '../../shared/domain/error';
import { LONGEST_EXCHANGE } from './host-contract';
import type { CardChannel } from './pcsc/card-channel';
import type { CardReader } from './transport';

/** As readers make it up for a card over the air. */
const ATR = Uint8Array.from(Buffer.from('3b80800101', 'hex'));

/** Carries a command to the chip in the training room; its answer comes to `answer`, by the number of the exchange. */
export type AskDocument = (exchange: number, command: Uint8Array) => void;

export class SimulatedDocumentReader implements CardReader {
  readonly #waiting = new Map<number, (answer: Uint8Array) => void>();
  #listener: ((card: CardChannel) => void) | null = null;
  #document: SimulatedDocument | null = null;
  #exchanges = 0;

  onCard(listener: (card: CardChannel) => void): void {
    this.#listener = listener;
    if (this.#document) listener(this.#document);
  }

  onGone(): void {}

  async close(): Promise<void> {
    this.lift();
  }

  lift(): void {
    this.#document?.lift();
    this.#document = null;
  }

  /** Lays a document down in place of the one before. */
  lay(ask: AskDocument): void {
    this.lift();
    this.#document = new SimulatedDocument((command, within) => this.#exchange(ask, command, within));
    this.#listener?.(this.#document);
  }

  answer(exchange: number, bytes: Uint8Array): void {
    this.#waiting.get(exchange)?.(bytes);
  }

  #exchange(ask: AskDocument, command: Uint8Array, within: number): Promise<Uint8Array> {
    const exchange = this.#exchanges++;
    return new Promise<Uint8Array>((resolve, reject) => {
      const silent = () =>
        reject(new VestibuleError('card-silent', 'The simulated document does not answer.'));
      const timer = setTimeout(silent, within);
      this.#waiting.set(exchange, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      ask(exchange, command);
    }).finally(() => this.#waiting.delete(exchange));
  }
}

class SimulatedDocument implements CardChannel {
  readonly atr = ATR;
  readonly contactless = true;
  readonly #listeners: (() => void)[] = [];
  #lifted = false;

  constructor(private readonly exchange: (command: Uint8Array, within: number) => Promise<Uint8Array>) {}

  async transmit(command: Uint8Array, within = LONGEST_EXCHANGE): Promise<Uint8Array> {
    if (this.#lifted) throw new VestibuleError('card-gone', 'The card was taken away.');
    return this.exchange(command, within);
  }

  onGone(listener: () => void): void {
    if (this.#lifted) listener();
    else this.#listeners.push(listener);
  }

  async release(): Promise<void> {}

  lift(): void {
    if (this.#lifted) return;
    this.#lifted = true;
    for (const listener of this.#listeners) listener();
  }
}
