import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';
import { decodeC40 } from './c40';

/** A digital seal taken apart (ICAO 9303 part 13, 2; BSI TR-03137 part 1, 3). */
export interface Seal {
  /** Three letters, without fillers. */
  readonly country: string;
  /** Two letters of the signer's country and two of the signer. */
  readonly signer: string;
  /** Which of the signer's certificates, in hex digits as they were written. */
  readonly certificate: string;
  readonly issuedOn: string;
  readonly signedOn: string;
  /** Definition of the features and category of the document, as four hex digits: `fb06`. */
  readonly kind: string;
  readonly features: ReadonlyMap<number, Uint8Array>;
  /** Everything before the signature, and r ‖ s. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

export const MAGIC = 0xdc;
/** What the second byte says: 2 is version 3, 3 is version 4. */
export const VERSIONS: readonly number[] = [2, 3];
const SIGNATURE_TAG = 0xff;

/** Takes a seal apart; it ends with its signature. Throws `Refusal`: malformed, unsupported. */
export function readSeal(bytes: Uint8Array): Seal {
  const reader = new Reader(bytes);
  if (reader.byte() !== MAGIC) throw new Refusal('malformed', 'VDS: does not begin as a seal');
  const version = reader.byte();
  if (!VERSIONS.includes(version)) throw new Refusal('unsupported', 'VDS: a version that is not known here');
  const country = decodeC40(reader.take(2)).trim();
  const { signer, certificate } = version === 2 ? fixedReference(reader) : countedReference(reader);
  const issuedOn = dateOf(reader.take(3));
  const signedOn = dateOf(reader.take(3));
  const kind = Buffer.from(reader.take(2)).toString('hex');
  const features = new Map<number, Uint8Array>();
  for (;;) {
    const signed = bytes.subarray(0, reader.at);
    const tag = reader.byte();
    const value = reader.take(reader.length());
    if (tag === SIGNATURE_TAG) {
      if (reader.at !== bytes.length) throw new Refusal('malformed', 'VDS: bytes behind the signature');
      return { country, signer, certificate, issuedOn, signedOn, kind, features, signed, signature: value };
    }
    if (features.has(tag)) throw new Refusal('malformed', 'VDS: a feature that is there twice');
    features.set(tag, value);
  }
}

/** Version 3: four characters and five. */
function fixedReference(reader: Reader): Pick<Seal, 'signer' | 'certificate'> {
  const text = decodeC40(reader.take(6));
  return { signer: text.slice(0, 4), certificate: text.slice(4) };
}

/** Version 4: four characters, the length of the reference in two hex digits, and that many. */
function countedReference(reader: Reader): Pick<Seal, 'signer' | 'certificate'> {
  const head = decodeC40(reader.take(4));
  const digits = head.slice(4);
  if (!/^[0-9A-F]{2}$/.test(digits)) throw new Refusal('malformed', 'VDS: a length that is none');
  const length = Number.parseInt(digits, 16);
  const certificate = decodeC40(reader.take(Math.ceil(length / 3) * 2));
  if (certificate.length !== length) throw new Refusal('malformed', 'VDS: a reference of another length');
  return { signer: head.slice(0, 4), certificate };
}

/** A day as the decimal number MMDDYYYY in three bytes. */
function dateOf(bytes: Uint8Array): string {
  const digits = String(Buffer.from(bytes).readUIntBE(0, 3)).padStart(8, '0');
  const date = calendarDate(`${digits.slice(4)}${digits.slice(0, 4)}`);
  if (date?.length !== 10) throw new Refusal('malformed', 'VDS: a date that is none');
  return date;
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const [byte = 0] = this.take(1);
    return byte;
  }

  take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(this.at, this.at + length);
    if (taken.length !== length) throw new Refusal('malformed', 'VDS: ends too soon');
    this.at += length;
    return taken;
  }

  /** A length as DER writes it: one byte up to 127, else how many bytes follow. */
  length(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    if (first === 0x81) return this.byte();
    if (first === 0x82) return this.byte() * 256 + this.byte();
    throw new Refusal('malformed', 'VDS: a length that no seal has');
  }
}
