import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';
import { knownClaims } from '../known-claims';
import type { LicenceFile } from './elements';

/** Element ids (AAMVA Card Design Standard, annex D.12.5, and versions 1 to 3 where they had others). */
const ELEMENT = {
  number: 'DAQ',
  familyName: 'DCS',
  firstName: 'DAC',
  middleName: 'DAD',
  suffix: 'DCU',
  givenNames: 'DCT',
  wholeName: 'DAA',
  oldFamilyName: 'DAB',
  oldSuffix: 'DAE',
  birth: 'DBB',
  expiry: 'DBA',
  issue: 'DBD',
  sex: 'DBC',
  street: 'DAG',
  secondStreet: 'DAH',
  city: 'DAI',
  state: 'DAJ',
  postCode: 'DAK',
  country: 'DCG',
} as const;

const SEX: ReadonlyMap<string, Claims['sex']> = new Map([
  ['1', 'male'],
  ['M', 'male'],
  ['2', 'female'],
  ['F', 'female'],
  ['9', 'other'],
  ['X', 'other'],
  ['0', undefined],
  ['U', undefined],
]);

/** Who a licence is about. Without a number, a name or a birth date, or with a date or sex that is none, `Refusal` malformed. */
export function bearerOf({ elements, kind, issuer }: LicenceFile): Claims {
  const at = (name: keyof typeof ELEMENT): string | undefined => elements.get(ELEMENT[name]);
  const names = namesOf(at);
  const sex = at('sex')?.toUpperCase();
  if (sex !== undefined && !SEX.has(sex)) throw malformed('a sex that is none');
  const birthDate = dateOf(at('birth'));
  const documentNumber = at('number');
  if (documentNumber === undefined || birthDate === undefined) throw malformed('no number or no birth date');
  return knownClaims({
    ...names,
    birthDate,
    sex: sex === undefined ? undefined : SEX.get(sex),
    address: addressOf(at),
    documentNumber,
    documentKind: kind,
    issuingAuthority: `IIN ${issuer}`,
    issuingCountry: at('country'),
    validFrom: dateOf(at('issue')),
    validUntil: dateOf(at('expiry')),
  });
}

type Reader = (name: keyof typeof ELEMENT) => string | undefined;

/** Version 1 has one name with commas, 2 and 3 the given names together, later ones each apart. */
function namesOf(at: Reader): Claims {
  const [wholeFamily, wholeFirst, ...wholeRest] =
    at('wholeName')
      ?.split(',')
      .map((part) => part.trim()) ?? [];
  const [first, ...rest] = at('givenNames')?.split(/[, ]+/) ?? [];
  const familyName = at('familyName') ?? at('oldFamilyName') ?? (wholeFamily || undefined);
  const givenName = at('firstName') ?? first ?? (wholeFirst || undefined);
  const middleName = at('middleName') ?? (rest.join(' ') || wholeRest.join(' ').trim() || undefined);
  const suffix = at('suffix') ?? at('oldSuffix');
  const given = [givenName, middleName, suffix].filter((part) => part !== undefined).join(' ');
  const fullName = [familyName, given || undefined].filter((part) => part !== undefined).join(', ');
  if (fullName === '') throw malformed('no name');
  return { fullName, familyName, givenName, middleName };
}

/**
 * Month first in the United States, year first in Canada and in version 1. The two cannot be taken for each other: no
 * month begins with the digits of a century.
 */
function dateOf(written: string | undefined): string | undefined {
  if (written === undefined || /^(?:0{8}|9{8})$/.test(written)) return undefined;
  const [, month, day, year] = /^(0\d|1[0-2])(\d{2})(\d{4})$/.exec(written) ?? [];
  const date = month === undefined ? written : `${year}${month}${day}`;
  if (!/^(?:18|19|20|21)\d{6}$/.test(date)) throw malformed('a date that is none');
  return calendarDate(date);
}

function addressOf(at: Reader): string | undefined {
  const region = [at('state'), at('postCode')?.replace(/(?:0000)?\s*$/, '')].filter(Boolean).join(' ');
  const city = [at('city'), region].filter(Boolean).join(', ');
  return [at('street'), at('secondStreet'), city].filter(Boolean).join('\n') || undefined;
}

function malformed(what: string): Refusal {
  return new Refusal('malformed', `AAMVA: ${what}`);
}
