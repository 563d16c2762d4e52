import type { FormatName } from '../../shared/domain/format';
import type { Check } from '../../shared/domain/verdict';
import type { CoseSign1 } from '../crypto/cose-sign1';
import { algorithmOf, verifySignature } from '../crypto/signature';
import type { Proof, Trusted } from './format';
import { type TrustedKey, candidateKeys, chainedKey } from './trusted-key';

/**
 * Who vouches for a COSE_Sign1. An empty signature is refused before anybody is asked: public "valid" codes carry
 * one. No key of the trust list to try it with: untrusted-issuer. An algorithm that is not the key's, or a
 * signature that is not: bad-signature.
 */
export function proofOfCose(message: CoseSign1, format: FormatName, trusted: Trusted, now: Date): Proof {
  if (message.signature.length === 0) {
    return refused('bad-signature', { name: 'signature', ok: false, detail: 'the signature is empty' });
  }
  const candidates = candidatesFor(message, format, trusted, now);
  if (candidates.length === 0) {
    return refused('untrusted-issuer', {
      name: 'issuer-trusted',
      ok: false,
      detail: 'no key of the trust list for this',
    });
  }
  const { algorithm, signed: data, signature } = message;
  const vouching = candidates.find(
    ({ key }) =>
      algorithm !== undefined &&
      algorithmOf(key) === algorithm &&
      verifySignature({ algorithm, key, data, signature }),
  );
  if (vouching === undefined) return refused('bad-signature', { name: 'signature', ok: false });
  const { issuer } = vouching;
  return {
    assurance: 'offline-signature',
    issuer,
    checks: [
      { name: 'issuer-trusted', ok: true, detail: issuer.id },
      { name: 'signature', ok: true, detail: algorithm },
    ],
  };
}

/** Keys of the list by `kid`; for a message that brings its certificates, also the leaf's key if they end in a trusted one. */
function candidatesFor(message: CoseSign1, format: FormatName, trusted: Trusted, now: Date): TrustedKey[] {
  const chained = chainedKey(trusted.issuers, format, message.certificates, now);
  if (chained !== undefined) return [chained];
  if (message.certificates.length > 0 && message.keyId === undefined) return [];
  return candidateKeys(trusted.issuers, format, message.keyId);
}

function refused(reason: 'bad-signature' | 'untrusted-issuer', check: Check): Proof {
  return { refused: reason, checks: [check] };
}
