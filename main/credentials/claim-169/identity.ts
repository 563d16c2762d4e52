import type { Claims } from '../../../shared/domain/claims';
import type { CborMap, CborValue } from '../../crypto/cbor';
import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';
import { knownClaims } from '../known-claims';
import { portraitOf } from './portrait';

export type UnknownFields = ReadonlyMap<number | bigint | string, CborValue>;

/** The fields of the identity map (MOSIP QR code specification 1.2); 24 to 49 and 66 to 99 are unassigned. */
const FIELD = {
  id: 1,
  version: 2,
  language: 3,
  fullName: 4,
  firstName: 5,
  middleName: 6,
  lastName: 7,
  birthDate: 8,
  gender: 9,
  address: 10,
  email: 11,
  phone: 12,
  nationality: 13,
  maritalStatus: 14,
  guardian: 15,
  photo: 16,
  photoFormat: 17,
  bestFingers: 18,
  secondFullName: 19,
  secondLanguage: 20,
  locationCode: 21,
  legalStatus: 22,
  issuingCountry: 23,
  face: 62,
} as const;
const ASSIGNED: readonly number[] = Object.values(FIELD);
const FIRST_BIOMETRIC = 50;
const LAST_BIOMETRIC = 65;

const SEX = new Map<CborValue, 'male' | 'female' | 'other'>([
  [1, 'male'],
  [2, 'female'],
  [3, 'other'],
]);
const MARITAL_STATUS = new Map<CborValue, string>([
  [1, 'unmarried'],
  [2, 'married'],
  [3, 'divorced'],
]);

/** The identity map as claims. A field of the wrong type or outside its list is `Refusal` malformed; fingerprints and irises are not read. */
export function readIdentity(map: CborMap): { claims: Claims; unknown: UnknownFields } {
  const text = (field: number): string | undefined => textOf(map.get(field));
  const fullName = text(FIELD.fullName);
  const second = text(FIELD.secondFullName);
  const latinName = latinBeside(fullName, second);
  const claims: Claims = {
    fullName,
    givenName: text(FIELD.firstName),
    middleName: text(FIELD.middleName),
    familyName: text(FIELD.lastName),
    latinName,
    secondFullName: latinName === undefined ? second : undefined,
    secondLanguage: text(FIELD.secondLanguage),
    birthDate: calendarDate(text(FIELD.birthDate)),
    sex: oneOf(SEX, map.get(FIELD.gender)),
    nationality: text(FIELD.nationality),
    address: text(FIELD.address),
    documentNumber: text(FIELD.id),
    issuingCountry: text(FIELD.issuingCountry),
    email: text(FIELD.email),
    phone: text(FIELD.phone),
    maritalStatus: oneOf(MARITAL_STATUS, map.get(FIELD.maritalStatus)),
    guardian: text(FIELD.guardian),
    locationCode: text(FIELD.locationCode),
    legalStatus: text(FIELD.legalStatus),
    language: text(FIELD.language),
    portrait: portraitOf(map.get(FIELD.photo), map.get(FIELD.face)),
  };
  return { claims: knownClaims(claims), unknown: unknownOf(map) };
}

function unknownOf(map: CborMap): UnknownFields {
  return new Map([...map].filter(([field]) => !isAssigned(field)));
}

function isAssigned(field: number | bigint | string): boolean {
  if (typeof field !== 'number') return false;
  return ASSIGNED.includes(field) || (field >= FIRST_BIOMETRIC && field <= LAST_BIOMETRIC);
}

/** The second name, where it is in Latin letters and the first one is not. */
function latinBeside(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined || isLatin(first)) return undefined;
  return isLatin(second) ? second : undefined;
}

function isLatin(name: string): boolean {
  return /\p{Script=Latin}/u.test(name) && !/(?!\p{Script=Latin})\p{L}/u.test(name);
}

function textOf(value: CborValue): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw malformed();
}

function oneOf<T>(list: ReadonlyMap<CborValue, T>, value: CborValue): T | undefined {
  if (value === undefined) return undefined;
  const found = list.get(value);
  if (found === undefined) throw malformed();
  return found;
}

function malformed(): Refusal {
  return new Refusal('malformed', 'claim 169: a field of the wrong type or outside its list');
}
