/**
 * SAM_V framing of resident ID card readers (FORMATS 3): `AA AA AA 96 69 | LEN(2, BE) | SW1 SW2 SW3 | DATA | CHK`.
 * A stream parser that finds its place again on the preamble, and the builders of requests and answers.
 */
import type { ErrorCode } from '../../../shared/domain/error';

/** An answer of the security module. */
export interface SamAnswer {
  readonly sw1: number;
  readonly sw2: number;
  /** What happened: see `samStatus`. */
  readonly sw3: number;
  readonly data: Uint8Array;
}

export type SamEvent =
  | { readonly type: 'answer'; readonly answer: SamAnswer }
  | { readonly type: 'problem'; readonly code: 'frame-invalid' };

/** Bytes that may still become an answer; never more than one frame. */
export interface SamState {
  readonly pending: Uint8Array;
}

export const idleSam: SamState = { pending: new Uint8Array(0) };

const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
/** LEN counts all bytes after itself: of a request command, parameter and check byte; of an answer three status bytes, data, check byte. */
const REQUEST_LENGTH = 3;
/** The longest answer, base record with fingerprints, has 2,314. */
const MOST_LENGTH = 4_096;

/**
 * A piece of the stream, cut anywhere. What stands before a preamble is skipped, and so is a request that the line
 * echoes; a frame that does not check is a problem.
 */
export function samBytes(state: SamState, bytes: Uint8Array): { state: SamState; events: SamEvent[] } {
  const stream = joined(state.pending, bytes);
  const events: SamEvent[] = [];
  let at = 0;
  for (;;) {
    at = nextPreamble(stream, at);
    const length = lengthAt(stream, at);
    if (length === undefined) break;
    const end = at + 7 + length;
    const possible = length >= REQUEST_LENGTH && length <= MOST_LENGTH;
    if (possible && end > stream.length) break;
    if (possible && checkOf(stream.subarray(at + 5, end - 1)) === stream[end - 1]) {
      if (length > REQUEST_LENGTH) {
        events.push({ type: 'answer', answer: answerOf(stream.slice(at + 7, end - 1)) });
      }
      at = end;
    } else {
      events.push({ type: 'problem', code: 'frame-invalid' });
      at += 1;
    }
  }
  return { state: { pending: stream.slice(at) }, events };
}

/** The requests of the reading dialogue, ready to be written. */
export const samRequest = {
  status: request(0x11, 0xff),
  samId: request(0x12, 0xff),
  find: request(0x20, 0x01),
  select: request(0x20, 0x02),
  readBase: request(0x30, 0x01),
  readWithFingerprint: request(0x30, 0x10),
  readAddress: request(0x30, 0x03),
} as const;

/** SW3 values (FORMATS 3). Success is `done`, for finding a card `found`. */
export const samStatus = {
  done: 0x90,
  found: 0x9f,
  noCard: 0x80,
  notSelected: 0x81,
  notRead: 0x41,
  unknownCommand: 0x21,
} as const;

/** What a failure status means for the person at the counter. */
export function samFailure(sw3: number): ErrorCode {
  return failures.get(sw3) ?? 'reader-failed';
}

const failures = new Map<number, ErrorCode>([
  [0x80, 'card-gone'],
  [0x81, 'card-gone'],
  [0x41, 'read-incomplete'],
  [0x31, 'card-not-authentic'],
  [0x32, 'card-not-authentic'],
  [0x33, 'card-not-authentic'],
  [0x10, 'frame-invalid'],
  [0x11, 'frame-invalid'],
  [0x21, 'reader-failed'],
  [0x60, 'reader-failed'],
  [0x66, 'reader-failed'],
]);

/** A frame around a body: preamble, length, body, check byte. Requests and answers are built alike. */
export function samFrame(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const counted = joined(Uint8Array.of(length >> 8, length & 0xff), body);
  return joined(joined(PREAMBLE, counted), Uint8Array.of(checkOf(counted)));
}

function request(command: number, parameter: number): Uint8Array {
  return samFrame(Uint8Array.of(command, parameter));
}

function answerOf(body: Uint8Array): SamAnswer {
  const [sw1 = 0, sw2 = 0, sw3 = 0] = body;
  return { sw1, sw2, sw3, data: body.slice(3) };
}

/** Where the next preamble begins, or could begin once more bytes are there. */
function nextPreamble(stream: Uint8Array, from: number): number {
  for (let at = from; at < stream.length; at++) {
    const here = stream.subarray(at, at + PREAMBLE.length);
    if (here.every((byte, index) => byte === PREAMBLE[index])) return at;
  }
  return stream.length;
}

function lengthAt(stream: Uint8Array, at: number): number | undefined {
  const [high, low] = [stream[at + 5], stream[at + 6]];
  return high === undefined || low === undefined ? undefined : (high << 8) | low;
}

/** XOR of LEN through the last data byte. */
function checkOf(bytes: Uint8Array): number {
  return bytes.reduce((check, byte) => check ^ byte, 0);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
