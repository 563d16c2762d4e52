import { type ErrorCode, VestibuleError } from '../../shared/domain/error';
import type { Presentation } from '../../shared/domain/presentation';
import type { ChipChannel } from '../credentials/emrtd';
import type { FromReaderHost, ToReaderHost } from '../readers/host-contract';

/** Milliseconds: chips may think for seconds while they compute. */
const EXCHANGE_WITHIN = 10_000;
/** How much later the host itself is believed to be stuck. */
const GRACE = 2_000;

/** A chip that lies on a reader, to be talked to through the reader host. */
export interface LaidChip extends ChipChannel {
  readonly id: string;
  readonly reader: Presentation['reader'];
  /** Ends the session with it; it may be talked to again while it lies there. */
  release(): void;
}

/** Who is told what lies on the readers. */
export interface ChipWatcher {
  laid(chip: LaidChip): void;
  /** It lies there no longer. What was under way with it has failed already. */
  gone(id: string): void;
}

type ChipMessage = Extract<FromReaderHost, { type: 'chip' | 'chip-gone' | 'chip-answer' }>;

interface Waiting {
  readonly chip: string;
  settle(outcome: { answerBase64: string } | { code: ErrorCode }): void;
}

/** The terminal's end of the exchanges with chips: each is answered, by the host, by silence, or by the end of the host. */
export class ChipLink {
  readonly #laid = new Set<string>();
  readonly #waiting = new Map<number, Waiting>();
  #exchanges = 0;

  constructor(
    private readonly post: (message: ToReaderHost) => void,
    private readonly watcher: ChipWatcher,
  ) {}

  hear(message: ChipMessage, reader: (id: string) => Presentation['reader']): void {
    switch (message.type) {
      case 'chip':
        this.#laid.add(message.chip);
        return this.watcher.laid(this.#chip(message.chip, reader(message.reader)));
      case 'chip-gone':
        return this.#gone(message.chip, 'card-gone');
      case 'chip-answer': {
        const waiting = this.#waiting.get(message.exchange);
        if (waiting?.chip === message.chip) waiting.settle(message.outcome);
        return;
      }
    }
  }

  /** The host is another one, or gone: it announces anew what lies there. */
  lost(): void {
    for (const id of this.#laid) this.#gone(id, 'reader-failed');
  }

  #gone(id: string, code: ErrorCode): void {
    for (const waiting of this.#waiting.values()) if (waiting.chip === id) waiting.settle({ code });
    if (this.#laid.delete(id)) this.watcher.gone(id);
  }

  #chip(id: string, reader: Presentation['reader']): LaidChip {
    let turn: Promise<unknown> = Promise.resolve();
    return {
      id,
      reader,
      transmit: (command) => {
        const answer = turn.then(() => this.#transmit(id, command));
        turn = answer.catch(() => undefined);
        return answer;
      },
      release: () => this.post({ type: 'release-chip', chip: id }),
    };
  }

  #transmit(chip: string, command: Uint8Array): Promise<Uint8Array> {
    const exchange = this.#exchanges++;
    return new Promise<Uint8Array>((resolve, reject) => {
      const settle: Waiting['settle'] = (outcome) => {
        clearTimeout(timer);
        this.#waiting.delete(exchange);
        if ('answerBase64' in outcome) resolve(new Uint8Array(Buffer.from(outcome.answerBase64, 'base64')));
        else reject(new VestibuleError(outcome.code, 'The exchange with the chip came to nothing.'));
      };
      const timer = setTimeout(() => settle({ code: 'card-silent' }), EXCHANGE_WITHIN + GRACE);
      if (!this.#laid.has(chip)) return settle({ code: 'card-gone' });
      this.#waiting.set(exchange, { chip, settle });
      const commandBase64 = Buffer.from(command).toString('base64');
      this.post({ type: 'transmit', chip, exchange, commandBase64, within: EXCHANGE_WITHIN });
    });
  }
}
