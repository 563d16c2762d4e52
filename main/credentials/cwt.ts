import { type CborMap, type CborValue, decodeCbor } from '../crypto/cbor';
import { Refusal } from '../crypto/refusal';
import { cborObject } from './cbor-object';
import type { Validity } from './format';
import { type StatusReference, statusReference } from './status-reference';

/** CWT claims (RFC 8392, 3.1; 65535 is `status` of the Token Status List). */
const CLAIM = { issuer: 1, expires: 4, notBefore: 5, issuedAt: 6, status: 65_535 } as const;

/** The latest time that a date can show, in seconds: the end of the year 9999. */
const LATEST = 253_402_300_799;

/** The claims set of a CBOR Web Token. */
export interface Cwt {
  readonly claims: CborMap;
  readonly issuer?: string;
  readonly validity: Validity;
  readonly status?: StatusReference;
}

/** Opens a claims set (RFC 8392). Throws `Refusal` malformed. */
export function openCwt(payload: Uint8Array): Cwt {
  const claims = decodeCbor(payload);
  if (!(claims instanceof Map)) throw new Refusal('malformed', 'CWT: the claims are no map');
  const issuer = claims.get(CLAIM.issuer);
  return {
    claims,
    issuer: typeof issuer === 'string' ? issuer : undefined,
    validity: {
      until: numericDate(claims.get(CLAIM.expires)),
      from: numericDate(claims.get(CLAIM.notBefore)),
      issuedAt: numericDate(claims.get(CLAIM.issuedAt)),
    },
    status: statusReference(cborObject(claims.get(CLAIM.status))),
  };
}

/** NumericDate: seconds since 1970, with a fraction or without (RFC 8392, 2). */
function numericDate(value: CborValue): Date | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= 0 && value <= LATEST)) {
    throw new Refusal('malformed', 'CWT: a date is no number of seconds');
  }
  return new Date(value * 1000);
}
