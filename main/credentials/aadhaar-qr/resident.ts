import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';
import type { Validity } from '../format';
import { knownClaims } from '../known-claims';
import { pictureOf } from '../picture';

/** What stands between two fields; the letters are Latin-1, where nothing that is written here has this number. */
const DELIMITER = 0xff;
const HASH_LENGTH = 32;

/** The fields in their order; `V2` and those after it put their name first and the last digits of the telephone last. */
const FIELDS = [
  'contacts',
  'reference',
  'name',
  'birthDate',
  'gender',
  'careOf',
  'district',
  'landmark',
  'house',
  'location',
  'pinCode',
  'postOffice',
  'state',
  'street',
  'subDistrict',
  'town',
] as const;
/** Versions that name themselves. Cards of those after the second are laid out as it is; where one is not, a field out of its place is refused. */
const VERSIONS: readonly string[] = ['V2', 'V3', 'V4', 'V5'];
type FieldName = (typeof FIELDS)[number];
type FieldReader = (name: FieldName) => string;

/** Bits of the first field: which hashes stand behind the picture. */
const CONTACTS: ReadonlyMap<string, number> = new Map([
  ['0', 0],
  ['1', 1],
  ['2', 1],
  ['3', 2],
]);

const SEX: ReadonlyMap<string, Claims['sex']> = new Map([
  ['M', 'male'],
  ['F', 'female'],
  ['T', 'other'],
]);

/** The last four digits of the number, and when the code was made, to the millisecond, by the clocks of India. */
const REFERENCE = /^\d{4}(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})$/;

/**
 * Who a code is about (UIDAI, User manual of the Secure QR code, 3.2), from everything before the signature. Of the
 * number there is nothing but the last four digits, at the head of the reference id; hashes and digits of telephone and
 * e-mail are left behind. Throws `Refusal` malformed, or unsupported for a version not known here.
 */
export function readResident(signed: Uint8Array): { claims: Claims; validity: Validity } {
  const { at, rest } = fieldsOf(signed);
  const hashes = CONTACTS.get(at('contacts'));
  const made = REFERENCE.exec(at('reference'));
  if (hashes === undefined || made === null || at('name') === '') throw malformed();
  const photo = rest.subarray(0, Math.max(0, rest.length - hashes * HASH_LENGTH));
  const claims: Claims = {
    fullName: at('name'),
    birthDate: birthDate(at('birthDate')),
    sex: sexOf(at('gender')),
    address: addressOf(at),
    documentNumber: at('reference'),
    issuingCountry: 'IND',
    portrait: pictureOf(photo),
  };
  return { claims: knownClaims(claims), validity: { issuedAt: instant(made) } };
}

function fieldsOf(signed: Uint8Array): { at: FieldReader; rest: Uint8Array } {
  const isVersioned = signed[0] === 0x56; // V
  const count = FIELDS.length + (isVersioned ? 2 : 0);
  const texts: string[] = [];
  let start = 0;
  while (texts.length < count) {
    const end = signed.indexOf(DELIMITER, start);
    if (end < 0) throw malformed();
    texts.push(Buffer.from(signed.subarray(start, end)).toString('latin1').trim());
    start = end + 1;
    if (isVersioned && texts.length === 1 && !VERSIONS.includes(texts[0] ?? '')) {
      throw new Refusal('unsupported', 'Aadhaar: a version of the code that is not known here');
    }
  }
  const named = texts.slice(isVersioned ? 1 : 0);
  const at = (name: FieldName): string => named[FIELDS.indexOf(name)] ?? '';
  return { at, rest: signed.subarray(start) };
}

/** Day first, or the year alone where that is all that is known. */
function birthDate(written: string): string | undefined {
  if (written === '') return undefined;
  const [, day, month, year] = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(written) ?? [];
  if (year !== undefined) return calendarDate(`${year}-${month}-${day}`);
  if (/^\d{4}$/.test(written)) return written;
  return calendarDate(written);
}

function sexOf(written: string): Claims['sex'] {
  if (written === '') return undefined;
  const sex = SEX.get(written.toUpperCase());
  if (sex === undefined) throw malformed();
  return sex;
}

/** From the door to the state, as a letter is addressed. */
const ADDRESS: readonly FieldName[] = [
  'careOf',
  'house',
  'street',
  'landmark',
  'location',
  'town',
  'postOffice',
  'subDistrict',
  'district',
  'state',
  'pinCode',
];

function addressOf(at: FieldReader): string | undefined {
  const lines = ADDRESS.map(at).filter((line) => line !== '');
  return lines.join('\n') || undefined;
}

function instant([, year, month, day, hour, minute, second, millisecond]: RegExpExecArray): Date {
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}+05:30`);
  if (Number.isNaN(time.getTime())) throw malformed();
  return time;
}

function malformed(): Refusal {
  return new Refusal('malformed', 'Aadhaar: fields are missing, or not what their place says');
}
