import { type HasherSync, decodeSdJwtSync, getClaimsSync } from '@sd-jwt/core';
import { type DigestName, digest } from '../../crypto/digest';
import { type Jwt, base64urlBytes, openJwt } from '../../crypto/jwt';
import { Refusal } from '../../crypto/refusal';

/** An SD-JWT taken apart (RFC 9901, 4), its disclosures held against the digests, no signature verified. */
export interface SdJwt {
  readonly issuerJwt: Jwt;
  /** The payload with what was disclosed in its place. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly keyBinding?: Jwt;
  /** What a key binding has to name: the digest of everything before it. */
  readonly digest: string;
}

const MOST_DISCLOSURES = 256;
const HASHES: ReadonlyMap<string, DigestName> = new Map([
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
]);

/**
 * Takes an SD-JWT apart (RFC 9901, 7.1): every disclosure has its digest in the payload or in another disclosure, none
 * twice, none over a claim that is there. Throws `Refusal`: malformed, unsupported.
 */
export function readSdJwt(text: string): SdJwt {
  const parts = text.split('~');
  const [compact = '', ...disclosures] = parts;
  const binding = disclosures.pop();
  if (binding === undefined || disclosures.length > MOST_DISCLOSURES) throw malformed('not apart by tildes');
  if (new Set(disclosures).size !== disclosures.length) throw malformed('a disclosure that is there twice');
  for (const disclosure of disclosures) base64urlBytes(disclosure);
  const issuerJwt = openJwt(compact);
  const hash = hashOf(issuerJwt);
  const bare = `${[compact, ...disclosures].join('~')}~`;
  return {
    issuerJwt,
    claims: disclosed(bare, hash),
    keyBinding: binding === '' ? undefined : openJwt(binding),
    digest: Buffer.from(digest(hash, Buffer.from(bare))).toString('base64url'),
  };
}

function hashOf({ payload }: Jwt): DigestName {
  const named = payload['_sd_alg'] ?? 'sha-256';
  const hash = typeof named === 'string' ? HASHES.get(named) : undefined;
  if (hash === undefined) throw new Refusal('unsupported', 'SD-JWT: a hash function that is not known here');
  return hash;
}

function disclosed(bare: string, hash: DigestName): Readonly<Record<string, unknown>> {
  const hasher: HasherSync = (data) => digest(hash, Buffer.from(data));
  try {
    const { jwt, disclosures } = decodeSdJwtSync(bare, hasher);
    for (const { key } of disclosures) {
      if (key !== undefined && RESERVED.includes(key)) throw malformed('a disclosure of a reserved name');
    }
    return getClaimsSync(jwt.payload, disclosures, hasher);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('malformed', 'SD-JWT: disclosures that do not belong to it', { cause });
  }
}

/** Names that are digests, not claims; and the one by which objects of this language are tampered with. */
const RESERVED: readonly string[] = ['_sd', '...', '_sd_alg', '__proto__'];

function malformed(what: string): Refusal {
  return new Refusal('malformed', `SD-JWT: ${what}`);
}
