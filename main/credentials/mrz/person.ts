import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { dayAfter } from '../calendar-date';
import type { Validity } from '../format';
import { knownClaims } from '../known-claims';
import { type Field, textAt } from './layout';
import { birthDate, expiryDate } from './mrz-date';
import type { Reading } from './reading';
import { isStateCode } from './states';

const SEX: ReadonlyMap<string, Claims['sex']> = new Map([
  ['M', 'male'],
  ['F', 'female'],
  ['X', 'other'],
  ['<', undefined],
]);

/**
 * Who a zone is about. No check digit covers names, states and sex, so there a character that cannot be one of theirs is
 * refused and never guessed at. Throws `Refusal` malformed.
 */
export function personIn(
  { layout, text, number }: Reading,
  now: Date,
): { claims: Claims; validity: Validity } {
  const { names, givenNames, expiry } = layout;
  const sex = textAt(text, layout.sex);
  if (!SEX.has(sex)) throw misread('the sex');
  const validUntil = expiry && expiryDate(textAt(text, expiry), now);
  const claims: Claims = {
    ...namesIn([names, ...(givenNames ? [givenNames] : [])].map((field) => textAt(text, field)).join('<<')),
    sex: SEX.get(sex),
    birthDate: birthDate(textAt(text, layout.birth), now),
    nationality: stateIn(text, layout.nationality),
    documentNumber: number,
    issuingCountry: stateIn(text, layout.issuer),
    validUntil,
  };
  return { claims: knownClaims(claims), validity: { until: dayAfter(validUntil) } };
}

/** Primary names, two fillers, secondary names; either may be missing. In capitals and Latin letters, as the zone has them. */
function namesIn(field: string): Pick<Claims, 'fullName' | 'familyName' | 'givenName'> {
  if (!/^[A-Z<]+$/.test(field)) throw misread('a name');
  const [primary = '', ...secondary] = field.split('<<').map((name) => name.replaceAll('<', ' ').trim());
  const familyName = primary || undefined;
  const givenName = secondary.filter((name) => name !== '').join(' ') || undefined;
  const fullName = [familyName, givenName].filter((name) => name !== undefined).join(', ');
  if (fullName === '') throw misread('a name');
  return { fullName, familyName, givenName };
}

function stateIn(text: string, field: Field): string {
  const code = textAt(text, field).replace(/<+$/, '');
  if (!isStateCode(code)) throw misread('a state');
  return code;
}

function misread(what: string): Refusal {
  return new Refusal('malformed', `MRZ: ${what} cannot read so`);
}
