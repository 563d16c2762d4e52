import { digest } from '../../crypto/digest';
import { Refusal } from '../../crypto/refusal';
import { checkDigit } from '../../../shared/framing/mrz-check-digit';
import { textAt } from '../mrz/layout';
import { readZone } from '../mrz/reading';
import { zoneIn } from '../mrz/zone';

/** What opens a chip: what the machine readable zone says of it, or the card access number printed on it. */
export type Secret = { readonly mrz: MrzKey } | { readonly can: string };

/** The part of a machine readable zone that opens the chip. Dates are `YYMMDD`, as the zone writes them. */
export interface MrzKey {
  /** All of it, also where it is longer than nine characters; without fillers at the end. */
  readonly documentNumber: string;
  readonly birthDate: string;
  readonly expiryDate: string;
}

/**
 * The key in the text of a machine readable zone, as scanned or typed whole; misread characters are put right where a
 * check digit proves it. Throws `Refusal`: malformed where the lines are not a document's or a check digit that counts
 * here is wrong.
 */
export function mrzKeyIn(text: string): MrzKey {
  const zone = zoneIn(text);
  if (zone === undefined) throw new Refusal('malformed', 'MRZ: these are not the lines of a document');
  const { layout, text: read, number, failed } = readZone(zone);
  const wrong = failed.filter((name) => name !== 'optional data' && name !== 'whole zone');
  if (wrong.length > 0) throw new Refusal('malformed', `MRZ: wrong: ${wrong.join(', ')}`);
  if (!layout.expiry) throw new Refusal('malformed', 'MRZ: of a document that has no chip');
  return {
    documentNumber: number,
    birthDate: textAt(read, layout.birth),
    expiryDate: textAt(read, layout.expiry),
  };
}

/** `YYYY-MM-DD` as `YYMMDD`: for a date that was typed by itself. */
export function zoneDate(date: string): string {
  return date.replaceAll('-', '').slice(-6);
}

/** The MRZ information: number, birth and expiry, each with its check digit (ICAO 9303 part 11, D.2). Throws `Refusal` malformed. */
export function mrzInformation({ documentNumber, birthDate, expiryDate }: MrzKey): string {
  const number = documentNumber.toUpperCase().padEnd(9, '<');
  if (!/^[A-Z0-9<]{9,22}$/.test(number)) throw new Refusal('malformed', 'not a document number');
  if (![birthDate, expiryDate].every((date) => /^[0-9<]{6}$/.test(date))) {
    throw new Refusal('malformed', 'not a date as the zone writes it');
  }
  return [number, birthDate, expiryDate].map((field) => field + checkDigit(field)).join('');
}

/** The 16 bytes that basic access control derives its keys from (D.2). */
export function bacSeed(key: MrzKey): Uint8Array {
  return mrzDigest(key).subarray(0, 16);
}

/** What PACE derives its password key from: f(π) of table 3 in 4.4.4.1. Throws `Refusal` malformed. */
export function paceSecret(secret: Secret): Uint8Array {
  if ('mrz' in secret) return mrzDigest(secret.mrz);
  if (!/^[\x20-\x7e]{4,16}$/.test(secret.can)) throw new Refusal('malformed', 'not a card access number');
  return Buffer.from(secret.can, 'latin1');
}

function mrzDigest(key: MrzKey): Uint8Array {
  return digest('sha1', Buffer.from(mrzInformation(key), 'latin1'));
}
