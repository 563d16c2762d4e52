import type * as smartcard from 'smartcard';
import { VestibuleError } from '../../../shared/domain/error';
import { forT0, readCommand } from '../../../shared/framing/apdu';
import { isContactless } from './atr';
import type { CardChannel } from './card-channel';
import type { NativeCalls } from './native-calls';
import { cardError, isSharingViolation, isUnresponsive } from './pcsc-error';
import { wholeAnswer } from './whole-answer';

export type PcscBinding = typeof smartcard;

/** Milliseconds: chips may think for seconds while they compute, and ask the reader for more time. */
const ANSWER_WITHIN = 10_000;
const CONNECT_WITHIN = 5_000;
/** Other programs look at a new card first; they are given this long, in steps. */
const SHARING_TRIES = 16;
const SHARING_PAUSE = 250;
/** Room for the longest answer of the extended form. */
const LONGEST_ANSWER = 65_538;

interface Parts {
  readonly binding: PcscBinding;
  /** The reader's name in PC/SC. */
  readonly reader: string;
  readonly atr: Uint8Array;
  readonly calls: NativeCalls;
  /** Contact was lost before: nobody knows what state the chip is in, so it is reset first. */
  readonly slipped: boolean;
  /** Contact was lost in the middle of an exchange: pulled, slipped, or changed for another before the reader noticed. */
  onLostContact(): void;
}

/**
 * A card through PC/SC, in a context of its own so that a slow one keeps no other waiting. It is connected
 * exclusively with the first command: another program that selects its own application would end our session.
 */
export class PcscCard implements CardChannel {
  readonly #parts: Parts;
  readonly #goneListeners: (() => void)[] = [];
  readonly #ended: Promise<never>;
  #fail: (end: VestibuleError) => void = () => undefined;
  #end: VestibuleError | null = null;
  #context: smartcard.Context | null = null;
  #native: smartcard.Card | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #leaving: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#ended = new Promise((_, reject) => (this.#fail = reject));
    this.#ended.catch(() => undefined);
  }

  get atr(): Uint8Array {
    return this.#parts.atr;
  }

  get contactless(): boolean {
    return isContactless(this.#parts.atr);
  }

  transmit(apdu: Uint8Array, within = ANSWER_WITHIN): Promise<Uint8Array> {
    const turn = this.#turn.then(() => this.#exchange(apdu, within));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  onGone(listener: () => void): void {
    if (this.#end) listener();
    else this.#goneListeners.push(listener);
  }

  release(afterwards: 'leave' | 'reset'): Promise<void> {
    const released = this.#turn.then(() => this.#letGo(afterwards));
    this.#turn = released;
    return released;
  }

  /**
   * It is there no longer, or not as it was. What is under way fails at once, whenever the native call comes back;
   * resolves when that is back and the card let go.
   */
  gone(): Promise<void> {
    if (this.#end) return this.#leaving;
    this.#end = new VestibuleError('card-gone', 'The card was taken away.');
    this.#fail(this.#end);
    for (const listener of this.#goneListeners) listener();
    return (this.#leaving = this.#letGo('leave'));
  }

  async #exchange(apdu: Uint8Array, within: number): Promise<Uint8Array> {
    const command = readCommand(apdu);
    try {
      const card = this.#native ?? (await this.#connected());
      const t0 = card.protocol === this.#parts.binding.SCARD_PROTOCOL_T0;
      return await wholeAnswer(
        (bytes) =>
          this.#call(() => card.transmit(Buffer.from(bytes), { maxRecvLength: LONGEST_ANSWER }), within),
        t0 ? forT0(command) : command,
      );
    } catch (thrown) {
      if (thrown instanceof RangeError) throw thrown;
      const error = this.#explained(cardError(thrown));
      if (error.code === 'card-gone' && !this.#end) this.#parts.onLostContact();
      throw error;
    }
  }

  async #connected(): Promise<smartcard.Card> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#call(() => this.#connect(), CONNECT_WITHIN);
      } catch (thrown) {
        if (!isSharingViolation(thrown) || tries === SHARING_TRIES) throw thrown;
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, SHARING_PAUSE)), this.#ended]);
    }
  }

  async #connect(): Promise<smartcard.Card> {
    const reader = this.#findReader();
    if (!reader) throw readerGone();
    // Kept also when it comes too late for the caller: it has to be let go.
    this.#native = await this.#anyProtocol(reader);
    if (this.#parts.slipped) await this.#reset(this.#native);
    return this.#native;
  }

  #findReader(): smartcard.Reader | undefined {
    const { binding, reader: name } = this.#parts;
    try {
      this.#context ??= new binding.Context();
      return this.#context.listReaders().find((listed) => listed.name === name);
    } catch (cause) {
      throw new VestibuleError('reader-gone', 'The smart card service does not answer.', { cause });
    }
  }

  /** A service that dies in the middle of a call leaves an error that says nothing of it. */
  #explained(error: VestibuleError): VestibuleError {
    if (error.code !== 'reader-failed' || this.#parts.calls.underWay) return error;
    try {
      return this.#findReader() ? error : readerGone();
    } catch (gone) {
      return cardError(gone);
    }
  }

  #reset(card: smartcard.Card): Promise<unknown> {
    const { SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_RESET_CARD } =
      this.#parts.binding;
    return card.reconnect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, SCARD_RESET_CARD);
  }

  /** Some cards that know T=0 alone are mute when they are offered both. */
  async #anyProtocol(reader: smartcard.Reader): Promise<smartcard.Card> {
    const { SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1 } = this.#parts.binding;
    try {
      return await reader.connect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1);
    } catch (thrown) {
      if (!isUnresponsive(thrown)) throw thrown;
      return reader.connect(SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0);
    }
  }

  async #call<T>(native: () => Promise<T>, within: number): Promise<T> {
    if (this.#end) throw this.#end;
    return Promise.race([this.#parts.calls.call(native, within), this.#ended]);
  }

  /** Only when no call is under way: letting go is synchronous and would wait for it. */
  async #letGo(afterwards: 'leave' | 'reset'): Promise<void> {
    const { binding, calls } = this.#parts;
    await calls.idle();
    const card = this.#native;
    if (card && afterwards === 'reset') {
      // A card that is not there any more needs no reset.
      await calls.call(() => this.#reset(card), CONNECT_WITHIN).catch(() => undefined);
      await calls.idle();
    }
    try {
      card?.disconnect(binding.SCARD_LEAVE_CARD);
    } catch {
      // It was pulled, or the service went away: there is nothing left to let go.
    }
    this.#native = null;
    this.#context?.close();
    this.#context = null;
  }
}

const readerGone = () => new VestibuleError('reader-gone', 'The reader was unplugged.');
