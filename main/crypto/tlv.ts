import { Refusal } from './refusal';

/** One tag–length–value object (ISO/IEC 7816-4, 5.2.2; ITU-T X.690). All three are views of the bytes read, no copies. */
export interface Tlv {
  /** The tag's bytes as one number: `0x5f0e`. */
  readonly tag: number;
  readonly value: Uint8Array;
  /** Tag, length and value as they came. */
  readonly raw: Uint8Array;
}

/** Most objects side by side; a master list of all states has fewer. */
const MOST = 20_000;
/** Longest tag in bytes; no chip and no certificate has a longer one. */
const LONGEST_TAG = 3;
/** Longest length in bytes behind its first. */
const LONGEST_LENGTH = 4;

/** The objects that lie side by side in these bytes, and nothing but those. Throws `Refusal` malformed. */
export function readTlvs(bytes: Uint8Array): Tlv[] {
  const found: Tlv[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const next = readTlvAt(bytes, offset);
    found.push(next);
    offset += next.raw.length;
    if (found.length > MOST) throw malformed('too many objects');
  }
  return found;
}

/** Exactly one object, of this tag if one is given. Throws `Refusal` malformed. */
export function readTlv(bytes: Uint8Array, tag?: number): Tlv {
  const only = readTlvAt(bytes, 0);
  if (only.raw.length !== bytes.length) throw malformed('bytes behind the end');
  if (tag !== undefined && only.tag !== tag) throw malformed('another object than expected');
  return only;
}

/** The first object at the front of bytes that may go on. Throws `Refusal` malformed. */
export function readTlvAt(bytes: Uint8Array, offset: number): Tlv {
  const { tag, value, length } = readTlvHead(bytes, offset);
  const start = value;
  const end = start + length;
  if (end > bytes.length) throw malformed('cut short');
  return { tag, value: bytes.subarray(start, end), raw: bytes.subarray(offset, end) };
}

/**
 * Tag and length of an object whose value may not be there yet; `value` is where it starts, `length` its bytes.
 * Definite lengths only, as DER and chips have them. Throws `Refusal` malformed.
 */
export function readTlvHead(
  bytes: Uint8Array,
  offset: number,
): { tag: number; value: number; length: number } {
  const byteAt = (place: number): number => {
    const byte = bytes[place];
    if (byte === undefined) throw malformed('cut short');
    return byte;
  };
  let at = offset;
  let tag = byteAt(at++);
  if ((tag & 0x1f) === 0x1f) {
    let more = true;
    while (more) {
      if (at - offset >= LONGEST_TAG) throw malformed('a tag too long');
      const byte = byteAt(at++);
      tag = tag * 0x100 + byte;
      more = (byte & 0x80) !== 0;
    }
  }
  const first = byteAt(at++);
  if (first < 0x80) return { tag, value: at, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > LONGEST_LENGTH) throw malformed('a length that is not definite or too long');
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 0x100 + byteAt(at++);
  return { tag, value: at, length };
}

/** Writes one object with the shortest length. */
export function writeTlv(tag: number, ...values: readonly Uint8Array[]): Uint8Array {
  const length = values.reduce((sum, value) => sum + value.length, 0);
  return Buffer.concat([bigEndian(tag), lengthBytes(length), ...values]);
}

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = bigEndian(length);
  return Buffer.concat([Uint8Array.of(0x80 | bytes.length), bytes]);
}

/** A number in as few bytes as it needs, at least one. */
function bigEndian(number: number): Uint8Array {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `TLV: ${what}`);
}
