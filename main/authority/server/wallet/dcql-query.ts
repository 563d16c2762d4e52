import type { ClaimName } from '../../../../shared/domain/claims';
import type { Purpose } from '../../../../shared/domain/purpose';
import { type Path, type WalletDocument, walletDocuments } from './wallet-documents';

/** A query in the Digital Credentials Query Language (OpenID4VP 1.0, 6). */
export interface DcqlQuery {
  readonly credentials: readonly CredentialQuery[];
  readonly credential_sets: readonly [{ readonly options: readonly (readonly [string])[] }];
}

interface CredentialQuery {
  readonly id: string;
  readonly format: 'dc+sd-jwt' | 'mso_mdoc';
  readonly meta: { readonly vct_values: readonly string[] } | { readonly doctype_value: string };
  readonly claims: readonly ClaimsQuery[];
  readonly claim_sets?: readonly (readonly string[])[];
}

interface ClaimsQuery {
  readonly id: string;
  readonly path: Path;
  /** ISO 18013-5, 8.3.2.1.2.1: whether the terminal keeps it. */
  readonly intent_to_retain?: boolean;
}

export type WalletFormat = WalletDocument['format'];

/** The formats of wallets that this purpose takes, among those that were asked for. */
export function walletFormats(purpose: Purpose, asked: readonly WalletFormat[]): WalletFormat[] {
  return asked.filter((format) => purpose.accepts.includes(format));
}

/**
 * Asks for one document of any kind that the purpose takes, and in it for what the purpose sees and nothing more. A birth
 * date answers whether somebody is an adult; where the purpose sees the answer alone, the one bit is asked for. What not
 * every document of its kind has (an address) is asked for first, and done without where it is not there.
 */
export function dcqlQuery(purpose: Purpose, formats: readonly WalletFormat[]): DcqlQuery {
  const documents = walletDocuments.filter(({ format }) => formats.includes(format));
  return {
    credentials: documents.map((document) => credentialQuery(document, purpose)),
    credential_sets: [{ options: documents.map(({ id }) => [id] as const) }],
  };
}

/** The claims that are asked of a wallet for this purpose, in the order in which the purpose names them. */
export function askedClaims({ sees }: Pick<Purpose, 'sees'>): ClaimName[] {
  const whole = sees.includes('fullName') ? (['familyName', 'givenName'] as const) : [];
  const implied: readonly ClaimName[] = sees.includes('birthDate') ? [...whole, 'adult'] : whole;
  const known = new Set(walletDocuments.flatMap(({ paths }) => Object.keys(paths)));
  return sees.filter((name) => known.has(name) && !implied.includes(name));
}

/** What documents often lack, the likeliest first: what is done without one after the other before all but the essential is. */
const OFTEN_ABSENT: readonly ClaimName[] = ['portrait', 'address', 'documentNumber'];

function credentialQuery(document: WalletDocument, purpose: Purpose): CredentialQuery {
  const { id, format, type, paths, essential } = document;
  const names = askedClaims(purpose);
  const queriesOf = (some: readonly ClaimName[]) =>
    some.flatMap((name) =>
      (paths[name] ?? []).map((path) => claimsQuery(path, format, purpose.keeps.includes(name))),
    );
  const claims = queriesOf(names);
  const fewer = OFTEN_ABSENT.map((_, index) => {
    const absent = OFTEN_ABSENT.slice(0, index + 1);
    return queriesOf(names.filter((name) => !absent.includes(name)));
  });
  const least = claims.filter(({ path }) => essential.includes(path.join('.')));
  const sets = distinct([claims, ...fewer, least].map((set) => set.map((claim) => claim.id)));
  return {
    id,
    ...(format === 'mdoc'
      ? { format: 'mso_mdoc', meta: { doctype_value: type } }
      : { format: 'dc+sd-jwt', meta: { vct_values: [type] } }),
    claims,
    ...(sets.length > 1 && { claim_sets: sets }),
  };
}

/** The sets with something in them, each once. */
function distinct(sets: readonly (readonly string[])[]): (readonly string[])[] {
  return sets.filter(
    (set, index) => set.length > 0 && sets.findIndex((other) => other.join() === set.join()) === index,
  );
}

function claimsQuery(path: Path, format: WalletFormat, isKept: boolean): ClaimsQuery {
  const id = (path.at(format === 'mdoc' ? -1 : 0) ?? '').replaceAll(/[^A-Za-z0-9_-]/g, '_');
  return { id, path, ...(format === 'mdoc' && { intent_to_retain: isKept }) };
}
