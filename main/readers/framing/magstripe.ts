/**
 * Magnetic stripe framing: the reports of MagTek and ID TECH readers (READERS, Magnetic stripe). One report is one
 * swipe. A payment card is refused before anything of it leaves this file.
 */
import type { Reason } from '../../../shared/domain/reason';
import type { ReadEvent } from './read-event';

export type SwipeEvent =
  | ReadEvent
  /** The terminal stays out of payment cards' scope: nothing of it is kept or shown. */
  | { readonly type: 'refused'; readonly reason: Extract<Reason, 'payment-code'> };

/** Bytes before the data, the same for both: three decode states, three lengths, the encode type. */
const HEADER = 7;
const MAGTEK = { trackBytes: 110, least: 337, most: 338 };
/** ID TECH: the length of everything in bytes 7 and 8, whose order its manual leaves open. */
const ID_TECH = { total: 7, data: 9, mostBytes: 500 };

/** One report, without a report id, as both vendors send it. Never throws. */
export function magstripeReport(report: Uint8Array): SwipeEvent {
  const tracks = tracksOf(report);
  if (!tracks) return { type: 'problem', code: 'frame-invalid' };
  const text = Buffer.concat(tracks).toString('latin1');
  const anyFailed = report.subarray(0, 3).some((state) => (state & 1) === 1);
  if (isPaymentCard(text)) return { type: 'refused', reason: 'payment-code' };
  if (text === '') return { type: 'problem', code: anyFailed ? 'read-incomplete' : 'frame-invalid' };
  if (!/^[\x20-\x7e]+$/.test(text)) return { type: 'problem', code: 'frame-invalid' };
  return { type: 'presentation', content: { type: 'text', text } };
}

/** The decoded tracks, start sentinel to end sentinel, in their order; undefined for a report of neither kind. */
function tracksOf(report: Uint8Array): Uint8Array[] | undefined {
  const lengths = [...report.subarray(3, 6)];
  if (report.length >= MAGTEK.least && report.length <= MAGTEK.most) {
    if (lengths.some((length) => length > MAGTEK.trackBytes)) return undefined;
    return lengths.map((length, index) => {
      const start = HEADER + index * MAGTEK.trackBytes;
      return report.subarray(start, start + length);
    });
  }
  const total = idTechTotal(
    report,
    lengths.reduce((sum, length) => sum + length, 0),
  );
  return total === undefined ? undefined : [report.subarray(ID_TECH.data, ID_TECH.data + total)];
}

/** The total that fits the report and leaves room for the tracks, whichever way round its two bytes are. */
function idTechTotal(report: Uint8Array, tracks: number): number | undefined {
  const [first, second] = [report[ID_TECH.total], report[ID_TECH.total + 1]];
  if (first === undefined || second === undefined) return undefined;
  const room = Math.min(ID_TECH.mostBytes, report.length - ID_TECH.data);
  return [first | (second << 8), (first << 8) | second].find((total) => total >= tracks && total <= room);
}

/**
 * ISO 7813: format code B and a number with a valid check digit on track 1, or such a number on track 2.
 * Driving licences have issuer numbers of their own (AAMVA) and no format B.
 */
function isPaymentCard(text: string): boolean {
  const numbers = [...text.matchAll(/B(\d[\d ]{10,21}\d)\^|(?<!\d)(\d{12,19})=/g)].map(
    ([, formatB, track2]) => (formatB ?? track2 ?? '').replaceAll(' ', ''),
  );
  return numbers.some((number) => !AAMVA_ISSUER.test(number) && hasLuhnDigit(number));
}

const AAMVA_ISSUER = /^(636|60442[6-9]|60443[0-4])/;

/** ISO/IEC 7812-1, annex B. */
function hasLuhnDigit(number: string): boolean {
  const sum = [...number].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return number.length >= 12 && sum % 10 === 0;
}
