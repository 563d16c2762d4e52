import type { ClaimName } from '../../../../shared/domain/claims';

/** A kind of document that wallets hold, and where in it the claims are: the paths of a DCQL query. */
export interface WalletDocument {
  /** Id of its query, and the key of its answer. */
  readonly id: string;
  readonly format: 'sd-jwt-vc' | 'mdoc';
  /** The `vct` or the `doctype`. */
  readonly type: string;
  readonly paths: Partial<Record<ClaimName, readonly Path[]>>;
  /** The paths that are never done without: what every document of this kind has, and the answer to an age check. */
  readonly essential: readonly string[];
}

export type Path = readonly string[];

const MDL_NAMESPACE = 'org.iso.18013.5.1';
const mdl = (element: string): Path => [MDL_NAMESPACE, element];
const PID_NAMESPACE = 'eu.europa.ec.eudi.pid.1';
const pid = (element: string): Path => [PID_NAMESPACE, element];

/**
 * The documents that are asked for, the best known first: the European PID in both its forms (PID rulebook, 2 and 3)
 * and the mobile driving licence (ISO 18013-5, 7.2.1).
 */
export const walletDocuments: readonly WalletDocument[] = [
  {
    id: 'pid',
    format: 'sd-jwt-vc',
    type: 'urn:eudi:pid:1',
    paths: {
      fullName: [['family_name'], ['given_name']],
      familyName: [['family_name']],
      givenName: [['given_name']],
      birthDate: [['birthdate']],
      adult: [['age_equal_or_over', '18']],
      sex: [['sex']],
      nationality: [['nationalities']],
      address: [['address']],
      documentNumber: [['personal_administrative_number']],
      issuingAuthority: [['issuing_authority']],
      issuingCountry: [['issuing_country']],
      validFrom: [['date_of_issuance']],
      validUntil: [['date_of_expiry']],
      email: [['email']],
      phone: [['phone_number']],
      portrait: [['picture']],
    },
    essential: [
      'family_name',
      'given_name',
      'birthdate',
      'nationalities',
      'issuing_authority',
      'issuing_country',
      'date_of_expiry',
      'age_equal_or_over.18',
    ],
  },
  {
    id: 'mdl',
    format: 'mdoc',
    type: 'org.iso.18013.5.1.mDL',
    paths: {
      fullName: [mdl('family_name'), mdl('given_name')],
      familyName: [mdl('family_name')],
      givenName: [mdl('given_name')],
      birthDate: [mdl('birth_date')],
      adult: [mdl('age_over_18')],
      sex: [mdl('sex')],
      nationality: [mdl('nationality')],
      address: [mdl('resident_address')],
      documentNumber: [mdl('document_number')],
      issuingAuthority: [mdl('issuing_authority')],
      issuingCountry: [mdl('issuing_country')],
      validFrom: [mdl('issue_date')],
      validUntil: [mdl('expiry_date')],
      portrait: [mdl('portrait')],
    },
    essential: [
      'family_name',
      'given_name',
      'birth_date',
      'issue_date',
      'expiry_date',
      'issuing_country',
      'issuing_authority',
      'document_number',
      'portrait',
      'age_over_18',
    ].map((element) => `${MDL_NAMESPACE}.${element}`),
  },
  {
    id: 'pid-mdoc',
    format: 'mdoc',
    type: 'eu.europa.ec.eudi.pid.1',
    paths: {
      fullName: [pid('family_name'), pid('given_name')],
      familyName: [pid('family_name')],
      givenName: [pid('given_name')],
      birthDate: [pid('birth_date')],
      adult: [pid('age_over_18')],
      sex: [pid('sex')],
      nationality: [pid('nationality')],
      address: [pid('resident_address')],
      documentNumber: [pid('personal_administrative_number')],
      issuingAuthority: [pid('issuing_authority')],
      issuingCountry: [pid('issuing_country')],
      validFrom: [pid('issuance_date')],
      validUntil: [pid('expiry_date')],
      email: [pid('email_address')],
      phone: [pid('mobile_phone_number')],
      portrait: [pid('portrait')],
    },
    essential: [
      'family_name',
      'given_name',
      'birth_date',
      'nationality',
      'issuing_authority',
      'issuing_country',
      'expiry_date',
      'age_over_18',
    ].map((element) => `${PID_NAMESPACE}.${element}`),
  },
];
