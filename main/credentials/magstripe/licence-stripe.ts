import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { calendarDate } from '../calendar-date';
import { knownClaims } from '../known-claims';
import type { Tracks } from './tracks';

/** Track 1: jurisdiction, city, name and address; each as long as it may be, or ended by `^`. */
const LENGTH = { jurisdiction: 2, city: 13, name: 35, address: 29 } as const;
/** Track 2: issuer and number; until when (YYMM) and birth date; the rest of a long number. */
const NUMBERED = /^(636\d{3}|6044\d{2})(\d{0,13})=(\d{4}|=)(\d{8})?(\d{0,5})=?$/;
/** Where the sex stands on track 3, behind versions, post code, class, restrictions and endorsements. */
const SEX_AT = 29;
const SEX = new Map<string | undefined, Claims['sex']>([
  ['1', 'male'],
  ['M', 'male'],
  ['2', 'female'],
  ['F', 'female'],
]);
/** Stands for a month: never ends; at the end of the month of birth; on the birthday. */
const NEVER = '77';
const MONTH_OF_BIRTH = '88';
const BIRTHDAY = '99';

/**
 * Who a licence's stripe is about (AAMVA Card Design Standard, annex F.6). Throws `Refusal`: unsupported for a stripe
 * that names no licence, malformed for a date that is none.
 */
export function bearerOfStripe({ first, second, third }: Tracks): Claims {
  const numbered = second === undefined ? undefined : numberOf(second);
  const named = first === undefined ? undefined : nameOf(first);
  if (numbered === undefined) {
    throw new Refusal('unsupported', 'magstripe: no licence stands on this stripe');
  }
  return knownClaims({ ...named, ...numbered, sex: SEX.get(third?.[SEX_AT]) });
}

function numberOf(track: string): Claims | undefined {
  const [, issuer, start = '', until = '', birth, rest = ''] = NUMBERED.exec(track) ?? [];
  if (issuer === undefined || start === '') return undefined;
  const birthDate = calendarDate(birth);
  return {
    documentNumber: start + rest,
    documentKind: 'DL',
    issuingAuthority: `IIN ${issuer}`,
    birthDate,
    validUntil: until === '=' ? undefined : endOf(until, birthDate),
  };
}

/** The end is a month; where it hangs on the birth date, that decides. Years are of this century: no stripe lives longer. */
function endOf(written: string, birthDate: string | undefined): Claims['validUntil'] {
  const [year, month] = [`20${written.slice(0, 2)}`, written.slice(2)];
  if (month === NEVER) return 'long-term';
  if (month === MONTH_OF_BIRTH || month === BIRTHDAY) {
    if (birthDate === undefined) throw new Refusal('malformed', 'magstripe: an end without a birth date');
    const end = `${year}-${birthDate.slice(5, month === BIRTHDAY ? 10 : 7)}`;
    // Who was born on a leap day has a birthday every year.
    return end.endsWith('02-29') ? `${year}-02` : end;
  }
  if (!/^(?:0[1-9]|1[0-2])$/.test(month)) throw new Refusal('malformed', 'magstripe: a month that is none');
  return `${year}-${month}`;
}

/** Name and address; undefined for a track laid out otherwise: then track 2 alone speaks. */
function nameOf(track: string): Claims | undefined {
  const region = track.slice(0, LENGTH.jurisdiction);
  const city = fieldAt(track, LENGTH.jurisdiction, LENGTH.city);
  const name = fieldAt(track, city.end, LENGTH.name);
  const address = fieldAt(track, name.end, LENGTH.address);
  const [familyName, givenName, middleName] = name.text.split('$').map((part) => part.trim() || undefined);
  if (!/^[A-Z]{2}$/.test(region) || familyName === undefined) return undefined;
  const given = [givenName, middleName].filter((part) => part !== undefined).join(' ');
  return {
    fullName: given === '' ? familyName : `${familyName}, ${given}`,
    familyName,
    givenName,
    middleName,
    address: [address.text.replaceAll('$', '\n'), `${city.text}, ${region}`].filter(Boolean).join('\n'),
  };
}

function fieldAt(track: string, start: number, most: number): { text: string; end: number } {
  const end = track.indexOf('^', start);
  if (end < 0 || end - start > most) {
    return { text: track.slice(start, start + most).trim(), end: start + most };
  }
  return { text: track.slice(start, end).trim(), end: end + 1 };
}
