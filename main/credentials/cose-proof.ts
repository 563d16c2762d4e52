import type { FormatName } from '../../shared/domain/format';
import type { Check } from '../../shared/domain/verdict';
import type { CoseSign1 } from '../crypto/cose-sign1';
import { algorithmOf, verifySignature } from '../crypto/signature';
import type { Proof, Trusted } from './format';
import { type TrustedKey, candidateKeys, chainedKey } from './trusted-key';

/** Who vouches for a COSE_Sign1: a key of the trust list, or of the chain of certificates that it brings. */
export function proofOfCose(message: CoseSign1, format: FormatName, trusted: Trusted, now: Date): Proof {
  return proofByKeys(message, candidatesFor(message, format, trusted, now)).proof;
}

/**
 * Which of the keys signed a COSE_Sign1. An empty signature is refused before anybody is asked: public "valid" codes
 * carry one. No key to try it with: untrusted-issuer. An algorithm that is not the key's, or a signature that is not:
 * bad-signature.
 */
export function proofByKeys<K extends TrustedKey>(
  message: CoseSign1,
  candidates: readonly K[],
): { readonly proof: Proof; readonly vouching?: K } {
  if (message.signature.length === 0) {
    return refused('bad-signature', { name: 'signature', ok: false, detail: 'the signature is empty' });
  }
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
  const checks: Check[] = [
    { name: 'issuer-trusted', ok: true, detail: issuer.id },
    { name: 'signature', ok: true, detail: algorithm },
  ];
  return { proof: { assurance: 'offline-signature', issuer, checks }, vouching };
}

/** Keys of the list by `kid`; for a message that brings its certificates, also the leaf's key if they end in a trusted one. */
function candidatesFor(message: CoseSign1, format: FormatName, trusted: Trusted, now: Date): TrustedKey[] {
  const chained = chainedKey(trusted.issuers, format, message.certificates, now);
  if (chained !== undefined) return [chained];
  if (message.certificates.length > 0 && message.keyId === undefined) return [];
  return candidateKeys(trusted.issuers, format, message.keyId);
}

function refused(reason: 'bad-signature' | 'untrusted-issuer', check: Check): { proof: Proof } {
  return { proof: { refused: reason, checks: [check] } };
}
