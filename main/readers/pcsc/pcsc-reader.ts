import type { VestibuleError } from '../../../shared/domain/error';
import type { CardReader } from '../transport';
import type { CardChannel } from './card-channel';
import { NativeCalls } from './native-calls';
import { type PcscBinding, PcscCard } from './pcsc-card';

/** Milliseconds that letting go may take before the reader counts as closed all the same. */
const CLOSE_WITHIN = 200;

/** How often a card that loses contact is announced before it has to be lifted. */
const ATTEMPTS = 3;

/** Milliseconds in which a service notices that a card is gone. Asking for it earlier could confuse the reader. */
const NOTICED_WITHIN = 1_000;

/** What the service says about one reader. */
export interface Seen {
  readonly present: boolean;
  /** Counts insertions and removals, where the system counts them: tells a swap that nobody saw. */
  readonly count: number;
  readonly atr: Uint8Array;
}

/** One reader of PC/SC: it is shown what the service sees, and announces each card that is laid down. */
export class PcscReader implements CardReader {
  readonly #calls = new NativeCalls();
  readonly #goneListeners: ((error: VestibuleError) => void)[] = [];
  #listener: ((card: CardChannel) => void) | null = null;
  #card: PcscCard | null = null;
  #count: number | null = null;
  #losses = 0;
  #lostAt = -Infinity;
  #gone: VestibuleError | null = null;

  #closed = false;

  constructor(
    readonly name: string,
    private readonly binding: PcscBinding,
  ) {}

  /** Closed, or lost: nothing more is to be shown to it. */
  get over(): boolean {
    return this.#closed || this.#gone !== null;
  }

  /** Whether a native call to its card has not come back yet. */
  get busy(): boolean {
    return this.#calls.underWay;
  }

  onCard(listener: (card: CardChannel) => void): void {
    this.#listener = listener;
  }

  onGone(listener: (error: VestibuleError) => void): void {
    if (this.#gone) listener(this.#gone);
    else this.#goneListeners.push(listener);
  }

  see({ present, count, atr }: Seen): void {
    if (!this.#listener) return;
    const changed = count !== this.#count;
    if (!present || changed) {
      void this.#card?.gone();
      this.#card = null;
      this.#losses = 0;
      this.#lostAt = -Infinity;
    }
    this.#count = present ? count : null;
    if (!present || this.#card || this.#losses >= ATTEMPTS) return;
    if (performance.now() - this.#lostAt < NOTICED_WITHIN) return;
    this.#card = new PcscCard({
      binding: this.binding,
      reader: this.name,
      atr,
      calls: this.#calls,
      slipped: this.#losses > 0,
      onLostContact: () => this.#lostContact(),
    });
    this.#listener(this.#card);
  }

  /** What lies there all the same a second later is announced anew, unless it keeps slipping. */
  #lostContact(): void {
    this.#losses += 1;
    this.#lostAt = performance.now();
    void this.#card?.gone();
    this.#card = null;
  }

  /** It was unplugged, or the service went away. */
  lost(error: VestibuleError): void {
    if (this.#gone) return;
    this.#gone = error;
    void this.#card?.gone();
    this.#card = null;
    for (const listener of this.#goneListeners) listener(error);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const released = this.#card?.gone();
    this.#card = null;
    this.#listener = null;
    if (released) await Promise.race([released, new Promise((done) => setTimeout(done, CLOSE_WITHIN))]);
  }
}
