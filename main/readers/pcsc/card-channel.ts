/** A card that lies on a reader, to be talked to. */
export interface CardChannel {
  /** The answer to reset, as the reader reports it; empty where it reports none. */
  readonly atr: Uint8Array;
  /** Over the air (ISO 14443), not by contacts. */
  readonly contactless: boolean;
  /**
   * Sends a command APDU, short or extended, and resolves to the whole answer: data, then the status word. The card is
   * taken for this program alone with the first command. Commands go one after another; each native exchange may take
   * `within` milliseconds. Rejects with VestibuleErrors: card-gone (pulled; a new card is announced when it is back),
   * card-silent, card-in-use, reader-gone, reader-failed, too-large; with a RangeError for bytes that are no command.
   */
  transmit(apdu: Uint8Array, within?: number): Promise<Uint8Array>;
  /** Called once when the card is taken away, also when it is gone already. */
  onGone(listener: () => void): void;
  /**
   * Gives the card back to other programs once the command under way is answered; the next command takes it again.
   * `reset` ends the session that was opened with its chip (secure messaging, selected files); `leave` is for a card that
   * was only looked at. Never rejects.
   */
  release(afterwards: 'leave' | 'reset'): Promise<void>;
}
