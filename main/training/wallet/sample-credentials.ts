import type { PublicKey } from '../../crypto/jwk';
import type { Citizen } from '../citizens';
import { Tagged } from 'cborg';
import { mintMdoc } from './mint-mdoc';
import { mintSdJwtVc } from './mint-sd-jwt-vc';
import { WALLET_ISSUER, type WalletIssuerKeys } from './wallet-issuer';

const YEAR = 365 * 86_400_000;
const DAY = 86_400_000;
const FULL_DATE = 1004;

/** What the sample issuer gives to a citizen's wallet: the same person in both formats. */
export interface SampleCredentials {
  /** SD-JWT VC, European PID. */
  readonly sdJwtVc: string;
  /** Mobile driving licence, IssuerSigned in base64url. */
  readonly mdoc: string;
}

/** Issues both credentials to the wallet that holds this key. */
export async function issueSampleCredentials(
  citizen: Citizen,
  holder: PublicKey,
  keys: WalletIssuerKeys,
  now: Date,
): Promise<SampleCredentials> {
  const times = { issuedAt: new Date(now.getTime() - DAY), expiresAt: new Date(now.getTime() + YEAR) };
  return {
    sdJwtVc: await mintSdJwtVc(
      { issuer: WALLET_ISSUER, type: 'urn:eudi:pid:1', claims: pidOf(citizen, times), holder, ...times },
      keys.sdJwt,
    ),
    mdoc: mintMdoc(
      {
        docType: 'org.iso.18013.5.1.mDL',
        namespace: 'org.iso.18013.5.1',
        elements: licenceOf(citizen, times),
        device: holder,
        ...times,
      },
      { key: keys.mdoc, certificate: Buffer.from(keys.certificate, 'base64') },
    ),
  };
}

interface Times {
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** The PID rulebook's claims (2.2 and 3.1). */
function pidOf({ claims }: Citizen, { issuedAt, expiresAt }: Times): Record<string, unknown> {
  const { family, given } = namesOf(claims.fullName, claims.latinName);
  return {
    family_name: family,
    given_name: given,
    birthdate: claims.birthDate,
    sex: SEX[claims.sex ?? 'other'],
    nationalities: [claims.nationality],
    ...(claims.address !== undefined && { address: { formatted: claims.address } }),
    personal_administrative_number: claims.documentNumber,
    age_equal_or_over: { '18': isOver18(claims.birthDate, issuedAt) },
    issuing_authority: 'Sample Wallet Office',
    issuing_country: claims.issuingCountry,
    date_of_issuance: day(issuedAt),
    date_of_expiry: day(expiresAt),
  };
}

/** Elements of ISO 18013-5, 7.2.1. */
function licenceOf({ claims }: Citizen, { issuedAt, expiresAt }: Times): Record<string, unknown> {
  const { family, given } = namesOf(claims.fullName, claims.latinName);
  const fullDate = (date: string) => new Tagged(FULL_DATE, date);
  return {
    family_name: family,
    given_name: given,
    birth_date: fullDate(claims.birthDate ?? ''),
    issue_date: fullDate(day(issuedAt)),
    expiry_date: fullDate(day(expiresAt)),
    sex: SEX[claims.sex ?? 'other'],
    nationality: claims.nationality,
    document_number: claims.documentNumber,
    issuing_authority: 'Sample Wallet Office',
    issuing_country: claims.issuingCountry,
    ...(claims.address !== undefined && { resident_address: claims.address }),
    age_over_18: isOver18(claims.birthDate, issuedAt),
  };
}

/** ISO/IEC 5218. */
const SEX = { male: 1, female: 2, other: 9 } as const;

/** Latin names are written the way round in which their owner says them; Chinese ones begin with the family. */
function namesOf(fullName = '', latinName?: string): { family: string; given: string } {
  if (latinName === undefined || fullName.includes(' ')) {
    const words = fullName.split(' ');
    return { family: words.at(-1) ?? '', given: words.slice(0, -1).join(' ') };
  }
  return { family: fullName.slice(0, 1), given: fullName.slice(1) };
}

function isOver18(birthDate = '', now: Date): boolean {
  const eighteenth = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  return eighteenth <= day(now);
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
