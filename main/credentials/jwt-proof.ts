import type { FormatName } from '../../shared/domain/format';
import type { Check } from '../../shared/domain/verdict';
import type { Jwt } from '../crypto/jwt';
import { algorithmOf, verifySignature } from '../crypto/signature';
import type { Proof, Trusted } from './format';
import { type TrustedKey, candidateKeys, chainedKey, isInAnothersName } from './trusted-key';

/**
 * Who vouches for a JWT: the leaf of the certificates it brings, where they end in one of the trust list, else a key of
 * the list by `kid`. No key to try it with: untrusted-issuer; an algorithm or a signature that is not the key's, or an
 * empty one: bad-signature. One that names another issuer of the list: untrusted-issuer.
 */
export function proofOfJwt(jwt: Jwt, format: FormatName, { issuers }: Trusted, now: Date): Proof {
  const { algorithm, signed: data, signature, certificates, keyId } = jwt;
  if (signature.length === 0) {
    return refused('bad-signature', { name: 'signature', ok: false, detail: 'the signature is empty' });
  }
  const chained = chainedKey(issuers, format, certificates, now);
  const named = certificates.length > 0 && keyId === undefined ? [] : candidatesByName(jwt, format, issuers);
  const candidates = chained === undefined ? named : [chained];
  if (candidates.length === 0) {
    const detail = 'no key of the trust list for this';
    return refused('untrusted-issuer', { name: 'issuer-trusted', ok: false, detail });
  }
  const vouching = candidates.find(
    ({ key }) =>
      algorithm !== undefined &&
      algorithmOf(key) === algorithm &&
      verifySignature({ algorithm, key, data, signature }),
  );
  if (vouching === undefined) return refused('bad-signature', { name: 'signature', ok: false });
  const { issuer } = vouching;
  if (isInAnothersName(jwt.payload['iss'], issuer, issuers, format)) {
    const detail = 'it names another issuer than the one that signed it';
    return refused('untrusted-issuer', { name: 'issuer-trusted', ok: false, detail });
  }
  return {
    assurance: 'offline-signature',
    issuer,
    checks: [
      { name: 'issuer-trusted', ok: true, detail: issuer.id },
      { name: 'signature', ok: true, detail: algorithm },
    ],
  };
}

/** A JOSE key id is text; as text it is compared with the `kid` of the list. */
function candidatesByName({ keyId }: Jwt, format: FormatName, issuers: Trusted['issuers']): TrustedKey[] {
  return candidateKeys(issuers, format, keyId === undefined ? undefined : Buffer.from(keyId));
}

function refused(reason: 'bad-signature' | 'untrusted-issuer', check: Check): Proof {
  return { refused: reason, checks: [check] };
}
