import { Refusal } from './refusal';
import { type Tlv, readTlv, readTlvs } from './tlv';

/** Tags of ASN.1's universal types (ITU-T X.680, 8.4); `constructed` ones have 0x20 set. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a constructed context-specific member `[number]`. */
export const context = (number: number): number => 0xa0 + number;

/** The members of an ASN.1 SEQUENCE or SET one after the other; what is wrong is `Refusal` malformed. */
export class DerReader {
  readonly #members: readonly Tlv[];
  #at = 0;

  constructor(content: Uint8Array) {
    this.#members = readTlvs(content);
  }

  /** The members of the one SEQUENCE that these bytes are. */
  static sequence(bytes: Uint8Array): DerReader {
    return new DerReader(readTlv(bytes, TAG.sequence).value);
  }

  /** The next member, which must be of this tag if one is given. */
  take(tag?: number): Tlv {
    const next = this.#members[this.#at++];
    if (next === undefined || (tag !== undefined && next.tag !== tag)) throw malformed('a member is missing');
    return next;
  }

  /** The next member if it is of this tag. */
  maybe(tag: number): Tlv | undefined {
    return this.#members[this.#at]?.tag === tag ? this.take(tag) : undefined;
  }

  /** The members of the next member, a SEQUENCE unless said otherwise. */
  enter(tag: number = TAG.sequence): DerReader {
    return new DerReader(this.take(tag).value);
  }

  /** All members that are left. */
  rest(): readonly Tlv[] {
    const left = this.#members.slice(this.#at);
    this.#at = this.#members.length;
    return left;
  }

  objectId(): string {
    return objectIdOf(this.take(TAG.objectId).value);
  }

  /** A whole number that is not negative. */
  integer(): bigint {
    return unsignedOf(this.take(TAG.integer).value);
  }

  /** A small whole number. */
  count(): number {
    const number = this.integer();
    if (number > 0x7fff_ffffn) throw malformed('a number too large');
    return Number(number);
  }

  octets(): Uint8Array {
    return this.take(TAG.octetString).value;
  }

  /** A BIT STRING of whole bytes. */
  bits(): Uint8Array {
    return bitsOf(this.take(TAG.bitString));
  }
}

/** The bytes of a BIT STRING without unused bits. */
export function bitsOf({ value }: Tlv): Uint8Array {
  if (value[0] !== 0) throw malformed('a bit string that is not whole bytes');
  return value.subarray(1);
}

/** An OBJECT IDENTIFIER in dotted decimals (ITU-T X.690, 8.19). Throws `Refusal` malformed. */
export function objectIdOf(bytes: Uint8Array): string {
  if (bytes.length === 0 || bytes.length > 32) throw malformed('an object identifier of no such length');
  const arcs: number[] = [];
  let arc = 0;
  let open = false;
  for (const byte of bytes) {
    if (arc > 0xff_ffff_ffff) throw malformed('an object identifier too large');
    arc = arc * 0x80 + (byte & 0x7f);
    open = (byte & 0x80) !== 0;
    if (open) continue;
    if (arcs.length === 0) {
      const top = Math.min(2, Math.floor(arc / 40));
      arcs.push(top, arc - top * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  if (open) throw malformed('an object identifier cut short');
  return arcs.join('.');
}

/** A UTCTime or GeneralizedTime in UTC with seconds, as certificates write it (RFC 5280, 4.1.2.5). Throws `Refusal` malformed. */
export function timeOf({ tag, value }: Tlv): Date {
  const written = Buffer.from(value).toString('latin1');
  const [, digits] = /^(\d{12}|\d{14})Z$/.exec(written) ?? [];
  const isUtc = tag === TAG.utcTime && digits?.length === 12;
  const isGeneral = tag === TAG.generalizedTime && digits?.length === 14;
  if (digits === undefined || !(isUtc || isGeneral)) throw malformed('not a time');
  const century = isUtc ? (Number(digits.slice(0, 2)) < 50 ? '20' : '19') : '';
  const [, date = '', clock = ''] = /^(\d{8})(\d{6})$/.exec(century + digits) ?? [];
  const iso = `${date.replace(/^(....)(..)(..)$/, '$1-$2-$3')}T${clock.replace(/^(..)(..)(..)$/, '$1:$2:$3')}Z`;
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) throw malformed('a time that no clock shows');
  return time;
}

/** The content of an INTEGER that is not negative. Throws `Refusal` malformed. */
function unsignedOf(bytes: Uint8Array): bigint {
  const [first] = bytes;
  if (first === undefined || first >= 0x80 || bytes.length > 2_049)
    throw malformed('not a number that can be here');
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `DER: ${what}`);
}
