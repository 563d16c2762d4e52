import { randomUUID } from 'node:crypto';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { FromReaderHost, ToReaderHost } from './host-contract';
import type { CardChannel } from './pcsc/card-channel';

type Transmit = Extract<ToReaderHost, { type: 'transmit' }>;

interface Laid {
  readonly reader: string;
  readonly card: CardChannel;
  busy: boolean;
}

/**
 * The chips of documents that lie on readers: announced to the terminal, which asks for each exchange and is answered
 * once, whatever happens. What passes is not looked at and not kept; keys never come here.
 */
export class LaidChips {
  readonly #chips = new Map<string, Laid>();

  constructor(private readonly tell: (message: FromReaderHost) => void) {}

  /** A document's chip lies on this reader now. */
  lay(reader: string, card: CardChannel): void {
    const chip = randomUUID();
    this.#chips.set(chip, { reader, card, busy: false });
    this.tell({ type: 'chip', reader, chip });
    card.onGone(() => {
      if (this.#chips.delete(chip)) this.tell({ type: 'chip-gone', chip });
    });
  }

  /** For a terminal that has just come: what lies there. A session that the one before had opened is ended first. */
  announce(): void {
    for (const [chip, { reader, card }] of this.#chips) {
      void card.release('reset');
      this.tell({ type: 'chip', reader, chip });
    }
  }

  async transmit({ chip, exchange, commandBase64, within }: Transmit): Promise<void> {
    const answer = (outcome: { answerBase64: string } | { code: ErrorCode }) =>
      this.tell({ type: 'chip-answer', chip, exchange, outcome });
    const laid = this.#chips.get(chip);
    if (!laid) return answer({ code: 'card-gone' });
    if (laid.busy) return answer({ code: 'bad-request' });
    laid.busy = true;
    try {
      const bytes = await laid.card.transmit(Buffer.from(commandBase64, 'base64'), within);
      answer({ answerBase64: Buffer.from(bytes).toString('base64') });
    } catch (thrown) {
      answer({ code: thrown instanceof RangeError ? 'bad-request' : reportOf(thrown).code });
    } finally {
      laid.busy = false;
    }
  }

  /** Ends the session with a chip, and gives its card back to other programs; it may be asked again. */
  release(chip: string): void {
    void this.#chips.get(chip)?.card.release('reset');
  }
}
