/**
 * Reads a recording of a security module's answers without the requests: each answer is known by its shape.
 * What the dialogue takes for granted is no problem here either: an older module that does not know fingerprints,
 * a card without an appended address.
 */
import { type ErrorCode, reportOf } from '../../../shared/domain/error';
import { samIdText } from './sam-id';
import { ADDRESS_BYTES, TEXT_BYTES, readRecords } from './sam-records';
import { type SamAnswer, idleSam, samBytes, samFailure, samStatus } from './sam-v';

export interface RecordedCard {
  readonly text: Uint8Array;
  readonly address?: Uint8Array;
  readonly samId?: string;
}

export type RecordedEvent =
  | { readonly type: 'card'; readonly card: RecordedCard }
  | { readonly type: 'problem'; readonly code: ErrorCode };

const SAM_ID_BYTES = 16;

/** Takes the pieces of one recording in their order; a card is given out once nothing more can belong to it. */
export class RecordedDialogue {
  #state = idleSam;
  #card: RecordedCard | null = null;
  #unknownCommand = false;
  #heard = { bytes: false, frames: false };

  /** One piece; undefined for one that is not bytes at all. */
  take(piece: Uint8Array | undefined): RecordedEvent[] {
    if (!piece) return this.#with(problem('frame-invalid'));
    this.#heard.bytes = true;
    const step = samBytes(this.#state, piece);
    this.#state = step.state;
    return step.events.flatMap((event) => {
      this.#heard.frames = true;
      return event.type === 'answer' ? this.#answered(event.answer) : this.#with(problem('frame-invalid'));
    });
  }

  /** The recording is over. */
  end(): RecordedEvent[] {
    if (this.#state.pending.length > 0) return this.#with(problem('read-incomplete'));
    return this.#heard.bytes && !this.#heard.frames ? [problem('frame-invalid')] : this.#with();
  }

  #answered({ sw3, data }: SamAnswer): RecordedEvent[] {
    if (sw3 !== samStatus.done && sw3 !== samStatus.found) return this.#refused(sw3);
    if (data.length > TEXT_BYTES) return this.#recordRead(data);
    if (this.#card && data.length === SAM_ID_BYTES) {
      this.#card = { ...this.#card, samId: samIdText(data) };
      return [];
    }
    if (this.#card && data.length >= ADDRESS_BYTES) {
      this.#card = { ...this.#card, address: data.slice(0, ADDRESS_BYTES) };
      return [];
    }
    return this.#with();
  }

  #refused(sw3: number): RecordedEvent[] {
    const noAddress = sw3 === samStatus.notRead || sw3 === samStatus.unknownCommand;
    if (this.#card && !this.#card.address && noAddress) return [];
    if (sw3 !== samStatus.unknownCommand) return this.#with(problem(samFailure(sw3)));
    const before = this.#with();
    this.#unknownCommand = true;
    return before;
  }

  #recordRead(data: Uint8Array): RecordedEvent[] {
    this.#unknownCommand = false;
    const before = this.#with();
    try {
      this.#card = { text: readRecords(data).text };
      return before;
    } catch (thrown) {
      return [...before, problem(reportOf(thrown).code)];
    }
  }

  /** What was held back, then what came now. */
  #with(...events: RecordedEvent[]): RecordedEvent[] {
    const held: RecordedEvent[] = this.#unknownCommand ? [problem(samFailure(samStatus.unknownCommand))] : [];
    if (this.#card) held.push({ type: 'card', card: this.#card });
    this.#unknownCommand = false;
    this.#card = null;
    return [...held, ...events];
  }
}

function problem(code: ErrorCode): RecordedEvent {
  return { type: 'problem', code };
}
