import type { ClaimName } from '../../shared/domain/claims';

/** What is asked for, as a person would say it: the number and the issuer of a document are one thing. */
const askedGroup = {
  name: [
    'fullName',
    'givenName',
    'middleName',
    'familyName',
    'latinName',
    'secondFullName',
    'secondLanguage',
  ],
  'birth-date': ['birthDate'],
  adult: ['adult'],
  sex: ['sex'],
  nationality: ['nationality', 'ethnicity'],
  address: ['address', 'region', 'locationCode'],
  document: [
    'documentNumber',
    'passNumber',
    'issueCount',
    'documentKind',
    'issuingAuthority',
    'issuingCountry',
    'validFrom',
    'validUntil',
  ],
  contact: ['email', 'phone'],
  portrait: ['portrait'],
  family: ['maritalStatus', 'guardian', 'legalStatus', 'language'],
} as const satisfies Record<string, readonly ClaimName[]>;

type AskedGroup = keyof typeof askedGroup;

/** The groups that these claims are of, each once. */
export function askedGroups(claims: readonly ClaimName[]): AskedGroup[] {
  const groups = Object.entries(askedGroup) as [AskedGroup, readonly ClaimName[]][];
  return groups.filter(([, names]) => names.some((name) => claims.includes(name))).map(([group]) => group);
}
