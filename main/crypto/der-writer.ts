import { TAG } from './der';

/** An object of ASN.1 in DER (ITU-T X.690): tag, length, and the parts of its content one after the other. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag, ...lengthOf(content.length)), content]);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(TAG.sequence, ...parts);
}

/** A BIT STRING of whole bytes. */
export function bitString(bytes: Uint8Array): Uint8Array {
  return der(TAG.bitString, Buffer.of(0), bytes);
}

/** An OBJECT IDENTIFIER from its dotted decimals. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(TAG.objectId, Buffer.from([first * 40 + second, ...rest].flatMap(septets)));
}

/** Times as certificates write them (RFC 5280, 4.1.2.5): UTCTime before 2050, GeneralizedTime from then on. */
export function certificateTime(date: Date): Uint8Array {
  const digits = `${date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
  const isShort = date.getUTCFullYear() < 2050;
  return isShort
    ? der(TAG.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : der(TAG.generalizedTime, Buffer.from(digits, 'latin1'));
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = octets(length);
  return [0x80 | bytes.length, ...bytes];
}

/** A number in base 256, most significant first. */
function octets(number: number): number[] {
  return number < 0x100 ? [number] : [...octets(Math.floor(number / 0x100)), number & 0xff];
}

/** A number in base 128, the top bit set on all but the last. */
function septets(number: number): number[] {
  return number < 0x80
    ? [number]
    : [...septets(Math.floor(number / 0x80)).map((each) => each | 0x80), number & 0x7f];
}
