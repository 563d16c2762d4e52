import type { Claims } from '../../../shared/domain/claims';
import { Refusal } from '../../crypto/refusal';
import { dayAfter } from '../calendar-date';
import type { Credential, Format } from '../format';
import { knownClaims } from '../known-claims';

/**
 * A document that no reader reads, typed from what is printed on it. That the fields are whole is all that can be said;
 * its own last day counts, and a person compares document and guest.
 */
export const byHand: Format<Credential> = {
  name: 'by-hand',

  recognise({ typed }) {
    return typed !== undefined;
  },

  decode({ typed }) {
    if (!typed) throw new Refusal('malformed', 'nothing was typed');
    const { kind, number, familyName, givenName, birthDate, validUntil, issuingCountry } = typed;
    const claims: Claims = {
      fullName: [givenName, familyName].filter((part) => part !== '').join(' '),
      familyName,
      givenName: givenName === '' ? undefined : givenName,
      birthDate,
      documentKind: kind,
      documentNumber: number,
      issuingCountry,
      nationality: typed.nationality,
      sex: typed.sex,
      validUntil,
    };
    return { claims: knownClaims(claims), validity: { until: dayAfter(validUntil) } };
  },

  verify: () => ({ assurance: 'unsigned', checks: [] }),
};
