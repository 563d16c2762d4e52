/**
 * The machine readable zone of one document from the lines that an OCR scanner sends: two of 44 characters (TD3), two
 * of 36 (TD2) or three of 30 (TD1), one after another or all in one. A pure reducer over the line framing. What the
 * characters say is not judged here; what does not become whole is dropped and said so.
 */
import type { Framing, FramingStep } from './framing';
import { LINE_SILENCE, type LineState, idleLines, lineBytes, lineGone, lineTime } from './lines';
import type { ReadEvent } from './read-event';

export interface MrzLinesState {
  readonly stream: LineState;
  /** Lines of a document whose last line is still to come: all of one length. */
  readonly lines: readonly string[];
  readonly deadline?: number;
}

type MrzLinesStep = FramingStep<MrzLinesState>;

const idleMrzLines: MrzLinesState = { stream: idleLines, lines: [] };

/** How many lines a document has, by their length. */
const LINES_OF = new Map([
  [30, 3],
  [36, 2],
  [44, 2],
]);

/** A piece of the stream, cut anywhere. */
function mrzBytes(state: MrzLinesState, bytes: Uint8Array, at: number): MrzLinesStep {
  const settled = mrzTime(state, at);
  const step = collected(settled.state, lineBytes(settled.state.stream, bytes, at), at);
  return { ...step, events: [...settled.events, ...step.events] };
}

/** Time has passed: the last line may lack its line end; a document that lacks a line is given up. */
function mrzTime(state: MrzLinesState, at: number): MrzLinesStep {
  const step = collected(state, lineTime(state.stream, at), at);
  const { stream, lines } = step.state;
  if (lines.length === 0 || stream.deadline !== undefined) return step;
  const isSilent = state.stream.deadline !== undefined || at > (state.deadline ?? Infinity);
  return isSilent ? stepOf({ stream, lines: [] }, [...step.events, incomplete]) : step;
}

/** The scanner was unplugged: half a document is dropped, and said so once. */
function mrzGone(state: MrzLinesState): MrzLinesStep {
  const isHalf = state.lines.length > 0 || lineGone(state.stream).events.length > 0;
  return { state: idleMrzLines, events: isHalf ? [incomplete] : [] };
}

export const mrzFraming: Framing<MrzLinesState> = {
  idle: idleMrzLines,
  bytes: mrzBytes,
  time: mrzTime,
  gone: mrzGone,
};

/** Takes the lines that the stream gave. A line is whole by its length, so silence may always end one. */
function collected(state: MrzLinesState, step: FramingStep<LineState>, at: number): MrzLinesStep {
  const events: ReadEvent[] = [];
  let { lines, deadline } = state;
  for (const event of step.events) {
    for (const line of linesIn(event)) {
      const taken = withLine(lines, line);
      lines = taken.lines;
      deadline = at + LINE_SILENCE;
      events.push(...taken.events);
    }
  }
  const stream = { ...step.state, endsCodes: false };
  return stepOf({ stream, lines, ...(lines.length > 0 && { deadline }) }, events);
}

/** The lines of one code, several where they came in one; a problem or bytes stand for a line that is none. */
function linesIn(event: ReadEvent): string[] {
  if (event.type === 'problem' || event.content.type !== 'text') return [''];
  const pieces = event.content.text.split(/[\r\n]+/).map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== '').flatMap(apart);
}

/** A whole zone in one line comes apart; a line of any other length stays as it is. */
function apart(text: string): string[] {
  for (const [length, count] of LINES_OF) {
    if (text.length !== length * count) continue;
    return Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length));
  }
  return [text];
}

/** One line more. A document that a line of another length interrupts is dropped, and so is a line of no known length. */
function withLine(
  lines: readonly string[],
  line: string,
): { lines: readonly string[]; events: readonly ReadEvent[] } {
  const count = /^[!-~]+$/.test(line) ? LINES_OF.get(line.length) : undefined;
  if (count === undefined) return { lines: [], events: [incomplete] };
  const isInterrupted = lines[0] !== undefined && lines[0].length !== line.length;
  const dropped = isInterrupted ? [incomplete] : [];
  const grown = isInterrupted ? [line] : [...lines, line];
  if (grown.length < count) return { lines: grown, events: dropped };
  const content = { type: 'text' as const, text: grown.join('\n') };
  return { lines: [], events: [...dropped, { type: 'presentation', content }] };
}

/** While bytes are coming their silence is waited for, else that of the lines. */
function stepOf(state: MrzLinesState, events: readonly ReadEvent[]): MrzLinesStep {
  const deadline = state.stream.deadline ?? state.deadline;
  return { state, events, ...(deadline !== undefined && { deadline }) };
}

const incomplete: ReadEvent = { type: 'problem', code: 'read-incomplete' };
