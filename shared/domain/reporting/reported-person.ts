import { type StayForm, nights } from '../check-in';
import type { Claims } from '../claims';
import type { AlloggiatiGuest } from './alloggiati-guest';
import type { ReportFacts } from './report-facts';
import { SesDocumentType, type SesPerson } from './ses-stay';

/** A person as the document says it, with what was asked beyond it. */
export interface ReportedPerson {
  readonly claims: Claims;
  readonly facts: ReportFacts;
}

/** As Italy asks: the head first. What is missing is an empty text, which `alloggiatiProblems` finds. */
export function alloggiatiGuests(people: readonly ReportedPerson[], stay: StayForm): AlloggiatiGuest[] {
  return people.map(({ claims, facts }, index): AlloggiatiGuest => {
    const alone = people.length === 1 ? 'single' : index === 0 ? 'head-of-group' : 'group-member';
    const role = facts.role ?? alone;
    const member = role === 'family-member' || role === 'group-member';
    const sex = facts.sex ?? (claims.sex === 'other' ? undefined : claims.sex);
    return {
      role,
      arrival: stay.arrival,
      days: nights(stay),
      surname: facts.surname ?? claims.familyName ?? '',
      givenName: facts.givenName ?? claims.givenName ?? '',
      sex,
      birthDate: facts.birthDate ?? claims.birthDate ?? '',
      birthState: facts.birthState ?? '',
      citizenship: facts.citizenship ?? '',
      ...(facts.birthMunicipality !== undefined && { birthMunicipality: facts.birthMunicipality }),
      ...(facts.birthProvince !== undefined && { birthProvince: facts.birthProvince }),
      ...(!member && {
        document: {
          type: facts.documentType ?? '',
          number: facts.documentNumber ?? claims.documentNumber ?? '',
          placeOfIssue: facts.documentPlaceOfIssue ?? '',
        },
      }),
    };
  });
}

/** As Spain asks. What is missing is an empty text, which `sesProblems` finds. */
export function sesPerson({ claims, facts }: ReportedPerson): SesPerson {
  const number = facts.documentNumber ?? claims.documentNumber;
  const type = SesDocumentType.catch('OTRO').parse(facts.documentType);
  const { street = '', postcode = '', country = '' } = facts.address ?? {};
  const { secondSurname, telephone, email, kinship, unaccompanied, documentSupport } = facts;
  return {
    name: facts.givenName ?? claims.givenName ?? '',
    firstSurname: facts.surname ?? claims.familyName ?? '',
    birthDate: facts.birthDate ?? claims.birthDate ?? '',
    nationality: facts.nationality ?? claims.nationality ?? '',
    address: { ...facts.address, street, postcode, country },
    ...(secondSurname !== undefined && { secondSurname }),
    ...(number !== undefined && {
      document: { type, number, ...(documentSupport !== undefined && { support: documentSupport }) },
    }),
    ...(telephone !== undefined && { telephone }),
    ...(email !== undefined && { email }),
    ...(kinship !== undefined && { kinship }),
    ...(unaccompanied && { unaccompanied }),
  };
}
