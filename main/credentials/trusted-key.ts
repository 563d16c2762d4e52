import type { FormatName } from '../../shared/domain/format';
import type { Issuer, PublicJwk } from '../../shared/domain/trust-list';
import { keyOfChain } from '../crypto/certificate-chain';

/** A key that may vouch, and whose it is. */
export interface TrustedKey {
  readonly issuer: Issuer;
  readonly key: PublicJwk;
}

/**
 * The keys a message may have been signed with (PROTOCOL, Trust list): those of the format whose `kid` is the
 * message's, as UTF-8, hex or base64url of its bytes. A message without `kid` is tried against all keys of the
 * format, and a key without `kid` against all messages.
 */
export function candidateKeys(
  issuers: readonly Issuer[],
  format: FormatName,
  keyId: Uint8Array | undefined,
): TrustedKey[] {
  const names = keyId && namesOf(keyId);
  return issuers
    .filter((issuer) => issuer.formats.includes(format))
    .flatMap((issuer) => issuer.keys.map((key) => ({ issuer, key })))
    .filter(({ key: { kid } }) => names === undefined || kid === undefined || isNamed(kid, names));
}

/** The key of a message that brings its certificates, where they end in one of an issuer of the format. */
export function chainedKey(
  issuers: readonly Issuer[],
  format: FormatName,
  certificates: readonly Uint8Array[],
  now: Date,
): TrustedKey | undefined {
  for (const issuer of issuers.filter(({ formats }) => formats.includes(format))) {
    const trusted = issuer.certificates.map((base64) => Buffer.from(base64, 'base64'));
    const key = keyOfChain(certificates, trusted, now);
    if (key !== undefined) return { issuer, key };
  }
  return undefined;
}

/**
 * Whether a message names another issuer of the trust list than the one whose key signed it: nobody speaks in another's
 * name, even where both may sign. A name that the list does not know is the issuer's own business: it is not shown.
 */
export function isInAnothersName(
  named: unknown,
  { id }: Issuer,
  issuers: readonly Issuer[],
  format: FormatName,
): boolean {
  if (named === id) return false;
  return issuers.some((other) => other.id === named && other.formats.includes(format));
}

interface KeyIdNames {
  readonly exact: readonly string[];
  readonly hex: string;
}

function namesOf(keyId: Uint8Array): KeyIdNames {
  const bytes = Buffer.from(keyId);
  return { exact: [bytes.toString('utf8'), bytes.toString('base64url')], hex: bytes.toString('hex') };
}

function isNamed(kid: string, names: KeyIdNames): boolean {
  return names.exact.includes(kid) || kid.toLowerCase() === names.hex;
}
