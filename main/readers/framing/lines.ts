/**
 * Line framing of scanners on a serial line: a code ends with CR, LF or both. Between STX and ETX everything is one
 * code, line ends included. A pure reducer; `at` is milliseconds on any steady clock.
 */
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';
import type { Framing, FramingStep } from './framing';
import type { ReadEvent } from './read-event';
import { scannedText } from './scanned-text';

/** How long a scanner may pause within one code, in milliseconds. */
export const LINE_SILENCE = 500;

export interface LineState {
  /** The code that has begun; at most `MAX_PRESENTATION_TEXT` bytes. */
  readonly pending: Uint8Array;
  /** It began with STX: it ends with ETX. */
  readonly framed: boolean;
  /** Over the limit and said so: the rest is swallowed up to its end. */
  readonly overflown: boolean;
  /** This scanner has ended a code before: it owes an end after every code, and silence is none. */
  readonly endsCodes: boolean;
  readonly deadline?: number;
}

type LineStep = FramingStep<LineState>;

const NOTHING = new Uint8Array(0);
export const idleLines: LineState = { pending: NOTHING, framed: false, overflown: false, endsCodes: false };

const STX = 0x02;
const ETX = 0x03;
const LF = 0x0a;
const CR = 0x0d;

/** A piece of the stream, cut anywhere. */
export function lineBytes(state: LineState, bytes: Uint8Array, at: number): LineStep {
  const settled = lineTime(state, at);
  const events = [...settled.events];
  const code = new Code(settled.state, (event) => events.push(event));
  for (const byte of bytes) code.take(byte);
  const after = code.state(at);
  return { state: after, events, deadline: after.deadline };
}

/** Time has passed: silence completes the code of a scanner without suffix, and gives up any other half. */
export function lineTime(state: LineState, at: number): LineStep {
  if (state.deadline === undefined || at <= state.deadline)
    return { state, events: [], deadline: state.deadline };
  const ended = { ...idleLines, endsCodes: state.endsCodes };
  if (state.overflown || state.pending.length === 0) return { state: ended, events: [] };
  const isWhole = state.framed ? endsInLineEnd(state.pending) : !state.endsCodes;
  return { state: ended, events: [isWhole ? scannedText(state.pending) : incomplete] };
}

/** The scanner was unplugged: half a code is dropped, and said so. The next one may have another suffix. */
export function lineGone(state: LineState): LineStep {
  return { state: idleLines, events: state.pending.length > 0 ? [incomplete] : [] };
}

export const lineFraming: Framing<LineState> = {
  idle: idleLines,
  bytes: lineBytes,
  time: lineTime,
  gone: lineGone,
};

/** The code that is being read, byte by byte. */
class Code {
  #bytes: number[];
  #framed: boolean;
  #overflown: boolean;
  #endsCodes: boolean;

  constructor(
    { pending, framed, overflown, endsCodes }: LineState,
    private readonly tell: (event: ReadEvent) => void,
  ) {
    this.#bytes = [...pending];
    this.#framed = framed;
    this.#overflown = overflown;
    this.#endsCodes = endsCodes;
  }

  take(byte: number): void {
    if (byte === STX) this.#begin();
    else if (byte === ETX) this.#end();
    else if ((byte === CR || byte === LF) && !this.#framed) this.#end();
    else this.#add(byte);
  }

  state(at: number): LineState {
    const isOpen = this.#bytes.length > 0 || this.#framed || this.#overflown;
    return {
      pending: Uint8Array.from(this.#bytes),
      framed: this.#framed,
      overflown: this.#overflown,
      endsCodes: this.#endsCodes,
      ...(isOpen && { deadline: at + LINE_SILENCE }),
    };
  }

  /** A prefix STX without its ETX: a line end before the next STX has ended the code well. */
  #begin(): void {
    if (this.#bytes.length > 0) {
      const isWhole = this.#framed && endsInLineEnd(this.#bytes);
      this.tell(isWhole ? scannedText(Uint8Array.from(this.#bytes)) : incomplete);
    }
    this.#reset();
    this.#framed = true;
  }

  #end(): void {
    if (this.#bytes.length > 0) this.tell(scannedText(Uint8Array.from(this.#bytes)));
    if (this.#bytes.length > 0 || this.#framed) this.#endsCodes = true;
    this.#reset();
  }

  #add(byte: number): void {
    if (this.#overflown) return;
    if (this.#bytes.length === MAX_PRESENTATION_TEXT) {
      this.#bytes = [];
      this.#overflown = true;
      this.tell({ type: 'problem', code: 'too-large' });
    } else {
      this.#bytes.push(byte);
    }
  }

  #reset(): void {
    this.#bytes = [];
    this.#framed = false;
    this.#overflown = false;
  }
}

function endsInLineEnd(bytes: ArrayLike<number>): boolean {
  const last = bytes[bytes.length - 1];
  return last === CR || last === LF;
}

const incomplete: ReadEvent = { type: 'problem', code: 'read-incomplete' };
