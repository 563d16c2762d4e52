/**
 * HID POS framing: scanned-data reports in, presentations out (READERS, HID POS scanner).
 * A pure reducer; `at` is milliseconds on any steady clock. Text comes without its AIM identifier and without
 * the one line end that a scanner may be set to add; what is not UTF-8 comes as bytes.
 */
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';
import { isAim } from '../../../shared/framing/aim';
import { type HidPosLayout, fallbackLayout } from './hid-pos-layout';
import type { ReadEvent } from './read-event';
import { scannedText } from './scanned-text';

/** How long a scanner may take between two reports of one code, in milliseconds. */
export const HID_POS_SILENCE = 500;

export interface HidPosState {
  readonly message: Message | null;
}

/** A code whose last report is still to come. */
interface Message {
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  readonly symbology?: string;
  readonly deadline: number;
  /** Nothing says whether another report follows: silence may end it well. */
  readonly openEnded: boolean;
  /** Over the limit and said so: the rest is swallowed up to its end. */
  readonly overflown: boolean;
}

export interface HidPosStep {
  readonly state: HidPosState;
  readonly events: readonly ReadEvent[];
  /** When to call `hidPosTime` if no report comes before. */
  readonly deadline?: number;
}

export const idleHidPos: HidPosState = { message: null };

/**
 * One report, with its id as the first byte. Without a layout from the descriptor the two usual ones are tried.
 * A report of another kind is none of this framing's business and changes nothing.
 */
export function hidPosReport(
  state: HidPosState,
  report: Uint8Array,
  at: number,
  layout: HidPosLayout | undefined = fallbackLayout(report),
): HidPosStep {
  const settled = hidPosTime(state, at);
  if (!layout || !isScannedData(report, layout)) return settled;
  const part = partOf(report, layout);
  if (!part) {
    const dropped = settled.state.message ? [problem('read-incomplete')] : [];
    return { state: idleHidPos, events: [...settled.events, ...dropped, problem('frame-invalid')] };
  }
  const step = join(settled.state, part, at);
  return { ...step, events: [...settled.events, ...step.events] };
}

/** Time has passed without a report: a message that waited too long is given up. */
export function hidPosTime(state: HidPosState, at: number): HidPosStep {
  const { message } = state;
  if (!message || at <= message.deadline) return { state, events: [], deadline: message?.deadline };
  if (message.overflown) return { state: idleHidPos, events: [] };
  return { state: idleHidPos, events: [message.openEnded ? whole(message) : problem('read-incomplete')] };
}

/** The scanner was unplugged: half a message is dropped, and said so. */
export function hidPosGone(state: HidPosState): HidPosStep {
  const half = state.message !== null && !state.message.overflown;
  return { state: idleHidPos, events: half ? [problem('read-incomplete')] : [] };
}

/** Whether a report is one that this framing reads. */
export function isScannedData(
  report: Uint8Array,
  layout: HidPosLayout | undefined = fallbackLayout(report),
): boolean {
  return (
    layout !== undefined && report.length > 0 && (layout.reportId === 0 || report[0] === layout.reportId)
  );
}

interface Part {
  readonly bytes: Uint8Array;
  readonly symbology?: string;
  readonly continued: boolean;
  readonly openEnded: boolean;
}

/** The fields of one report, or undefined where they contradict each other. */
function partOf(report: Uint8Array, layout: HidPosLayout): Part | undefined {
  const { symbology, shift } = symbologyOf(report, layout);
  const start = layout.data + shift;
  const length = report[layout.length];
  if (length === undefined || length > layout.dataBytes || start + length > report.length) return undefined;
  const bytes = Uint8Array.from(report.subarray(start, start + length));
  if (!layout.continued) {
    const full = length === layout.dataBytes;
    return { bytes, symbology, continued: full, openEnded: full };
  }
  const flags = report[layout.continued.byte];
  if (flags === undefined) return undefined;
  return { bytes, symbology, continued: ((flags >> layout.continued.bit) & 1) === 1, openEnded: false };
}

/** Some vendors put the identifier one byte later than their descriptor says, and the data with it. */
function symbologyOf(report: Uint8Array, layout: HidPosLayout): { symbology?: string; shift: number } {
  if (layout.aim === undefined) return { shift: 0 };
  for (const shift of layout.data === layout.aim + 3 ? [0, 1] : [0]) {
    const start = layout.aim + shift;
    const candidate = String.fromCharCode(...report.subarray(start, start + 3));
    if (isAim(candidate)) return { symbology: candidate, shift };
  }
  return { shift: 0 };
}

function join(state: HidPosState, part: Part, at: number): HidPosStep {
  const { message } = state;
  if (message?.symbology && part.symbology && message.symbology !== part.symbology) {
    const step = join(idleHidPos, part, at);
    return message.overflown ? step : { ...step, events: [problem('read-incomplete'), ...step.events] };
  }
  const wasOverflown = message?.overflown === true;
  const bytes = (message?.bytes ?? 0) + part.bytes.length;
  const overflown = wasOverflown || bytes > MAX_PRESENTATION_TEXT;
  const parts = part.bytes.length === 0 ? [] : [part.bytes];
  const grown: Message = {
    parts: overflown ? [] : [...(message?.parts ?? []), ...parts],
    bytes: overflown ? 0 : bytes,
    symbology: message?.symbology ?? part.symbology,
    deadline: at + HID_POS_SILENCE,
    openEnded: part.openEnded,
    overflown,
  };
  const events = overflown && !wasOverflown ? [problem('too-large')] : [];
  if (part.continued) return { state: { message: grown }, events, deadline: grown.deadline };
  return { state: idleHidPos, events: overflown ? events : [whole(grown)] };
}

/** The bytes of all parts are joined before they are read as UTF-8: a character may lie across two reports. */
function whole(message: Message): ReadEvent {
  if (message.bytes === 0) return problem('frame-invalid');
  const bytes = new Uint8Array(message.bytes);
  let offset = 0;
  for (const part of message.parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return scannedText(bytes, message.symbology);
}

function problem(code: 'read-incomplete' | 'frame-invalid' | 'too-large'): ReadEvent {
  return { type: 'problem', code };
}
