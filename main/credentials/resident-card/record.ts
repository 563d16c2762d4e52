import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';
import type { Validity } from '../format';
import { knownClaims } from '../known-claims';
import { ethnicityNamed } from './ethnicity';
import { FIELDS, type Fields, LAYOUT_OF_FLAG, type Layout, RECORD_LENGTH, TYPE_FLAG } from './layout';

export interface CardRecord {
  readonly layout: Layout;
  readonly number: string;
  readonly claims: Claims;
  readonly validity: Validity;
}

/** 长期, where the card says that it does not expire. */
const LONG_TERM = '长期';
const DAY = 86_400_000;

const SEX: ReadonlyMap<string, 'male' | 'female'> = new Map([
  ['1', 'male'],
  ['2', 'female'],
]);

/**
 * Reads a card's text record (FORMATS 3): 256 bytes of UTF-16LE. `address` is the appended address, which stands in
 * for the record's own. Throws `Refusal`: malformed, or unsupported for a type flag that is none of the four.
 */
export function readRecord(record: Uint8Array, address?: Uint8Array): CardRecord {
  if (record.length !== RECORD_LENGTH) throw new Refusal('malformed', 'card: the record is not 256 bytes');
  const layout = LAYOUT_OF_FLAG.get(textAt(record, TYPE_FLAG));
  if (layout === undefined) throw new Refusal('unsupported', 'card: a layout this program does not know');
  const fields = FIELDS[layout];
  const text = (name: Exclude<keyof Fields, 'latinName'>): string | undefined => {
    const field = fields[name];
    return (field && textAt(record, field)) || undefined;
  };
  const number = text('number') ?? '';
  const [name, latinName] = [text('name'), latinNameAt(record, fields)];
  const [from, to] = [text('from'), text('to')];
  const validFrom = calendarDate(from);
  const validUntil = to === LONG_TERM ? ('long-term' as const) : calendarDate(to);
  const claims: Claims = {
    fullName: name ?? latinName,
    latinName: name === undefined ? undefined : latinName,
    birthDate: calendarDate(text('birth')),
    sex: SEX.get(text('sex') ?? ''),
    nationality: text('nationality'),
    ethnicity: ethnicityNamed(text('ethnicity') ?? ''),
    address: (address && textAt(address, [0, address.length])) || text('address'),
    documentNumber: number,
    passNumber: text('passNumber'),
    issueCount: text('issueCount'),
    region: regionOf(layout, number),
    issuingAuthority: text('issuer'),
    validFrom,
    validUntil,
  };
  return { layout, number, claims: knownClaims(claims), validity: validityOf(validFrom, validUntil) };
}

/** The Latin name; a long one goes on in a second field, so the pieces are joined before their padding is cut. */
function latinNameAt(record: Uint8Array, { latinName }: Fields): string | undefined {
  if (latinName === undefined) return undefined;
  return (
    latinName
      .map((field) => paddedTextAt(record, field))
      .join('')
      .trim() || undefined
  );
}

/** From the beginning of the first day to the end of the last, in China's one time zone. Without dates, and for long-term cards, open. */
function validityOf(from: string | undefined, until: string | undefined): Validity {
  return {
    from: from === undefined ? undefined : midnight(from),
    until:
      until === undefined || until === 'long-term' ? undefined : new Date(midnight(until).getTime() + DAY),
  };
}

function midnight(date: string): Date {
  const time = Date.parse(`${date}T00:00:00+08:00`);
  if (Number.isNaN(time)) throw new Refusal('malformed', 'card: a validity without a day');
  return new Date(time);
}

/** The six digits of the region that a Chinese number begins with (GB/T 2260). */
function regionOf(layout: Layout, number: string): string | undefined {
  return layout === 'resident' || layout === 'hk-macao-taiwan' ? number.slice(0, 6) : undefined;
}

function textAt(record: Uint8Array, field: readonly [number, number]): string {
  return paddedTextAt(record, field).trim();
}

function paddedTextAt(record: Uint8Array, [offset, length]: readonly [number, number]): string {
  try {
    const text = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(
      record.subarray(offset, offset + length),
    );
    return text.replaceAll('\0', ' ');
  } catch (cause) {
    throw new Refusal('malformed', 'card: not UTF-16', { cause });
  }
}
