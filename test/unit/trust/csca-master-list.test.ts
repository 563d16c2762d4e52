import { X509Certificate, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isIssuedBy, keyOf } from '../../../main/crypto/certificate';
import { verifyDocument } from '../../../main/crypto/document-signature';
import { openMasterList } from '../../../main/trust/csca-master-list';
import { cscaStore } from '../../../main/trust/csca-store';
import type { VestibuleError } from '../../../shared/domain/error';
import { inElectron } from '../../support/runtime';
import { ABSENT, hasVectors, vectorPath } from '../../support/vectors';

const ROOT = '2084aed7a991b3158e63ad750d3dc38bc6c9dcf5958f28d1162f49884e91ada8';
const file = () => readFileSync(vectorPath('icao', 'csca-master-list-de.ml'));
const invalid = (words: string) =>
  expect.objectContaining<Partial<VestibuleError>>({
    code: 'trust-list-invalid',
    message: expect.stringContaining(words),
  });

describe.skipIf(!hasVectors)(`the German master list (${ABSENT})`, () => {
  test('Given the list as published, when it is imported, then all 588 roots of it are there and Germany signed it', () => {
    const list = openMasterList(file(), ROOT);
    expect(list.certificates).toHaveLength(588);
    expect([list.root.country, list.signer.country]).toEqual(['DE', 'DE']);
    expect(list.rootFingerprint).toBe(ROOT);
  });

  test('Given its certificates as a trust list holds them, when they are read, then every certificate and every key can be used without the runtime', () => {
    const { certificates } = openMasterList(file());
    const store = cscaStore(certificates.map((der) => Buffer.from(der).toString('base64')));
    expect(store).toMatchObject({ unreadable: 0 });
    const ours = store.certificates.filter((each) => keyOf(each).type !== undefined);
    expect(ours).toHaveLength(588);
    if (inElectron) return;
    const runtimes = store.certificates.filter(({ keyInfo }) => {
      return createPublicKey({ key: Buffer.from(keyInfo), format: 'der', type: 'spki' }).type === 'public';
    });
    expect(runtimes).toHaveLength(588);
  });

  test.skipIf(inElectron)(
    'Given each certificate and its own key, when the signature is checked, then we say what the runtime’s library says, but never yes to SHA-1',
    () => {
      const { certificates } = cscaStore(
        openMasterList(file()).certificates.map((der) => Buffer.from(der).toString('base64')),
      );
      const counts = { valid: 0, invalid: 0, sha1: 0 };
      for (const certificate of certificates) {
        const { raw, algorithm, signed: data, signature } = certificate;
        const theirs = new X509Certificate(raw);
        const isOld = algorithm.hash === 'sha1';
        const expected = theirs.verify(theirs.publicKey) && !isOld;
        expect(verifyDocument({ algorithm, key: keyOf(certificate), data, signature })).toBe(expected);
        counts[isOld ? 'sha1' : expected ? 'valid' : 'invalid'] += 1;
      }
      expect(counts.valid).toBeGreaterThan(300);
    },
  );

  test('Given a link certificate, when its issuer is sought, then it is found by the key id though the names are the same', () => {
    const { certificates } = cscaStore(
      openMasterList(file()).certificates.map((der) => Buffer.from(der).toString('base64')),
    );
    const linked = certificates
      .slice(0, 200)
      .filter((each) => Buffer.compare(each.issuer, each.subject) === 0 && !isIssuedBy(each, each));
    const found = linked.filter((each) => certificates.some((issuer) => isIssuedBy(each, issuer)));
    expect(found.length).toBeGreaterThan(20);
  });

  test('Given another root than the one expected, when it is imported, then it is refused', () => {
    expect(() => openMasterList(file(), ROOT.replace('2', '3'))).toThrow(invalid('not the one expected'));
  });

  test('Given one changed byte in a certificate on it, when it is imported, then it is refused', () => {
    const altered = file();
    const at = Math.floor(altered.length / 2);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => openMasterList(altered)).toThrow(invalid(''));
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['something else', Buffer.from('-----BEGIN CERTIFICATE-----')],
  ['zeros', Buffer.alloc(1_000)],
])('Given %s in place of a master list, when it is imported, then it is refused', (_, bytes) => {
  expect(() => openMasterList(bytes)).toThrow(invalid(''));
});
