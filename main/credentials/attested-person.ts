import type { Claims } from '../../shared/domain/claims';
import { calendarDate } from './calendar-date';
import { knownClaims } from './known-claims';
import { pictureOf } from './picture';

/** What an issuer attested, by the names of its format. */
export type Attested = Readonly<Record<string, unknown>>;

/**
 * The names under which wallets carry a person: OpenID Connect and the European PID (SD-JWT VC), ISO 18013-5 and 23220
 * (mdoc). The first that is there counts; what has another shape than expected is left out, not guessed at. A date that no
 * calendar has is `Refusal` malformed.
 */
export function attestedPerson(attested: Attested): Claims {
  const text = (...names: readonly string[]) => names.map((name) => textOf(attested[name])).find(Boolean);
  const date = (...names: readonly string[]) => names.map((name) => dateOf(attested[name])).find(Boolean);
  const family = text('family_name', 'familyName', 'lastname', 'last_name');
  const given = text('given_name', 'givenName', 'firstname', 'first_name');
  const ownFamily = text('family_name_national_character');
  const ownGiven = text('given_name_national_character');
  const isTwice = ownFamily !== undefined || ownGiven !== undefined;
  const written = joined(ownFamily ?? family, ownGiven ?? given);
  return knownClaims({
    fullName: written ?? text('name', 'full_name'),
    familyName: ownFamily ?? family,
    givenName: ownGiven ?? given,
    middleName: text('middle_name'),
    latinName: isTwice ? joined(family, given) : undefined,
    birthDate: date('birthdate', 'birth_date', 'birthDate', 'date_of_birth'),
    sex: SEX.get(attested['sex'] ?? attested['gender']),
    nationality: text('nationality') ?? listOf(attested['nationalities'] ?? attested['nationality']),
    address: text('resident_address') ?? addressOf(attested['address']),
    documentNumber: text('document_number', 'personal_administrative_number', 'administrative_number'),
    issuingAuthority: text('issuing_authority'),
    issuingCountry: text('issuing_country'),
    validFrom: date('issue_date', 'issuance_date', 'date_of_issuance'),
    validUntil: date('expiry_date', 'date_of_expiry'),
    email: text('email', 'email_address'),
    phone: text('phone_number', 'mobile_phone_number'),
    adult: adultIn(attested),
    portrait: portraitOf(attested['portrait'] ?? attested['picture']),
  });
}

/** ISO/IEC 5218, its continuation in the European PID, and the words of OpenID Connect. */
const SEX: ReadonlyMap<unknown, Claims['sex']> = new Map<unknown, Claims['sex']>([
  [1, 'male'],
  ['1', 'male'],
  ['M', 'male'],
  ['male', 'male'],
  [2, 'female'],
  ['2', 'female'],
  ['F', 'female'],
  ['female', 'female'],
  [3, 'other'],
  [4, 'other'],
  [5, 'other'],
  [6, 'other'],
  ['X', 'other'],
  ['other', 'other'],
  ['diverse', 'other'],
]);

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A day, with a time behind it or without, or as ISO 23220 wraps it. */
function dateOf(value: unknown): string | undefined {
  const inner = isRecord(value) ? value['birth_date'] : value;
  if (typeof inner !== 'string' || !/^\d{4}/.test(inner)) return undefined;
  const [day = ''] = inner.split('T');
  return /^\d{4}(?:-\d{2})?$/.test(day) ? day : calendarDate(day);
}

function joined(family: string | undefined, given: string | undefined): string | undefined {
  return [family, given].filter((one) => one !== undefined).join(', ') || undefined;
}

function listOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((one) => typeof one === 'string').join(', ') || undefined;
}

/** An address of OpenID Connect Core, 5.1.1. */
function addressOf(value: unknown): string | undefined {
  if (!isRecord(value)) return textOf(value);
  const part = (name: string) => textOf(value[name]);
  const street = [part('street_address'), part('house_number')].filter(Boolean).join(' ');
  const city = [part('postal_code'), part('locality')].filter(Boolean).join(' ');
  const lines = [street, city, part('region'), part('country')].filter(Boolean);
  return part('formatted') ?? (lines.join('\n') || undefined);
}

function adultIn(attested: Attested): boolean | undefined {
  const ages = attested['age_equal_or_over'];
  const value = attested['age_over_18'] ?? (isRecord(ages) ? ages['18'] : undefined);
  return typeof value === 'boolean' ? value : undefined;
}

/** Bytes, a data URL, or base64. */
function portraitOf(value: unknown): Claims['portrait'] {
  if (value instanceof Uint8Array) return pictureOf(value);
  if (typeof value !== 'string' || /^https?:/.test(value)) return undefined;
  return pictureOf(Buffer.from(value.replace(/^data:[^,]*,/, ''), 'base64'));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
