/**
 * Magnetic stripe framing: one report is one swipe (READERS, Magnetic stripe). With a descriptor of usage page 8E the
 * tracks are where it says, else the layouts of MagTek and ID TECH are tried. Of a payment card nothing leaves this
 * file but that it was one: the terminal stays out of payment cards' scope.
 */
import { isPaymentCard } from '../../../shared/framing/payment-card';
import type { Framing } from './framing';
import type { MagstripeLayout, Place } from './magstripe-layout';
import type { ReadEvent } from './read-event';

/** Bytes before the data, the same for both: three decode states, three lengths, the encode type. */
const HEADER = 7;
const MAGTEK = { trackBytes: 110, least: 337, most: 338 };
/** ID TECH: the length of everything in bytes 7 and 8, whose order its manual leaves open. */
const ID_TECH = { total: 7, data: 9, mostBytes: 500 };

/** A swipe is whole in its report: nothing is ever half read. */
export function magstripeFraming(layout?: MagstripeLayout): Framing<null> {
  return {
    idle: null,
    bytes: (_, report) => ({
      state: null,
      events: isOther(report, layout) ? [] : [magstripeReport(report, layout)],
    }),
    time: () => ({ state: null, events: [] }),
    gone: () => ({ state: null, events: [] }),
  };
}

/** One report; without a layout it has no report id. Never throws. */
export function magstripeReport(report: Uint8Array, layout?: MagstripeLayout): ReadEvent {
  const swipe = layout ? laidOut(report, layout) : vendorSwipe(report);
  if (!swipe) return { type: 'problem', code: 'frame-invalid' };
  const text = swipe.tracks.map((track) => Buffer.from(track).toString('latin1')).join('');
  if (isPaymentCard(text)) {
    return { type: 'presentation', content: { type: 'withheld', reason: 'payment-code' } };
  }
  if (text === '') return { type: 'problem', code: swipe.anyFailed ? 'read-incomplete' : 'frame-invalid' };
  if (!/^[\x20-\x7e]+$/.test(text)) return { type: 'problem', code: 'frame-invalid' };
  return { type: 'presentation', content: { type: 'text', text } };
}

interface Swipe {
  /** Start sentinel to end sentinel, in their order. */
  readonly tracks: readonly Uint8Array[];
  readonly anyFailed: boolean;
}

/** A reader with a numbered report may send others beside its swipes. */
function isOther(report: Uint8Array, layout: MagstripeLayout | undefined): boolean {
  return layout !== undefined && layout.reportId !== 0 && report[0] !== layout.reportId;
}

/** The tracks where the descriptor says; undefined where a length is more than its place holds. */
function laidOut(report: Uint8Array, layout: MagstripeLayout): Swipe | undefined {
  const lengths = layout.lengths.map((place) => numberAt(report, place));
  const [first] = layout.data;
  if (!first || isOther(report, layout)) return undefined;
  const places = layout.packed
    ? [{ start: first.start, bytes: lengths.reduce((sum, length) => sum + length, 0), room: first.bytes }]
    : layout.data.map(({ start, bytes: room }, index) => ({ start, bytes: lengths[index] ?? 0, room }));
  if (places.some(({ start, bytes, room }) => bytes > room || start + bytes > report.length))
    return undefined;
  const tracks = places.map(({ start, bytes }) => report.subarray(start, start + bytes));
  const isSilent = tracks.every(({ length }) => length === 0);
  return { tracks: layout.packed ? tracks : tracks.map(withSentinels), anyFailed: isSilent };
}

/** The usage tables leave open whether a track comes with its sentinels: one without gets them. */
function withSentinels(track: Uint8Array, index: number): Uint8Array {
  const [first] = track;
  if (first === undefined || !/[0-9A-Z ]/.test(String.fromCharCode(first))) return track;
  return Buffer.concat([Buffer.from(index === 0 ? '%' : ';'), track, Buffer.from('?')]);
}

function numberAt(report: Uint8Array, { start, bytes }: Place): number {
  return (report[start] ?? 0) | (bytes === 2 ? (report[start + 1] ?? 0) << 8 : 0);
}

/** The decoded tracks of a report of MagTek or ID TECH; undefined for a report of neither kind. */
function vendorSwipe(report: Uint8Array): Swipe | undefined {
  const anyFailed = report.subarray(0, 3).some((state) => (state & 1) === 1);
  const lengths = [...report.subarray(3, 6)];
  if (report.length >= MAGTEK.least && report.length <= MAGTEK.most) {
    if (lengths.some((length) => length > MAGTEK.trackBytes)) return undefined;
    const tracks = lengths.map((length, index) => {
      const start = HEADER + index * MAGTEK.trackBytes;
      return report.subarray(start, start + length);
    });
    return { tracks, anyFailed };
  }
  const total = idTechTotal(
    report,
    lengths.reduce((sum, length) => sum + length, 0),
  );
  if (total === undefined) return undefined;
  return { tracks: [report.subarray(ID_TECH.data, ID_TECH.data + total)], anyFailed };
}

/** The total that fits the report and leaves room for the tracks, whichever way round its two bytes are. */
function idTechTotal(report: Uint8Array, tracks: number): number | undefined {
  const [first, second] = [report[ID_TECH.total], report[ID_TECH.total + 1]];
  if (first === undefined || second === undefined) return undefined;
  const room = Math.min(ID_TECH.mostBytes, report.length - ID_TECH.data);
  return [first | (second << 8), (first << 8) | second].find((total) => total >= tracks && total <= room);
}
