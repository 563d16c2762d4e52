import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readDocumentAlgorithm, verifyDocument, verifyEcdsa } from '../../../main/crypto/document-signature';
import { inElectron } from '../../support/runtime';
import { readPublicKey } from '../../../main/crypto/public-key';
import type { Refusal } from '../../../main/crypto/refusal';
import { readTlv } from '../../../main/crypto/tlv';

const DATA = Buffer.from('what a state signed');
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** RSA of an odd number of bits: the encoded message is not as long as the modulus. */
const ODD_RSA = generateKeyPairSync('rsa', { modulusLength: 2049 });

const CURVES = [
  ['secp224r1', 'sha256'],
  ['prime256v1', 'sha256'],
  ['secp384r1', 'sha384'],
  ['secp521r1', 'sha512'],
  ['brainpoolP224r1', 'sha224'],
  ['brainpoolP256r1', 'sha256'],
  ['brainpoolP320r1', 'sha384'],
  ['brainpoolP384r1', 'sha384'],
  ['brainpoolP512r1', 'sha512'],
] as const;

/** Curves that chips sign challenges with, too short to sign a document. */
const SHORT_CURVES = [
  ['prime192v1', 'sha224'],
  ['brainpoolP160r1', 'sha256'],
  ['brainpoolP192r1', 'sha512'],
] as const;

describe('signatures on documents', () => {
  test.skipIf(inElectron).each(SHORT_CURVES)(
    'Given a key on %s, when it signed with %s, then that is seen, and no document is believed for it',
    (namedCurve, hash) => {
      const pair = generateKeyPairSync('ec', { namedCurve });
      const key = readPublicKey(pair.publicKey.export({ type: 'spki', format: 'der' }));
      if (key.type !== 'ec') throw new Error('not on a curve');
      const both = sign(hash, DATA, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verifyEcdsa(key, hash, DATA, both)).toBe(true);
      expect(verifyEcdsa(key, hash, DATA, both.subarray(1))).toBe(false);
      const signature = sign(hash, DATA, pair.privateKey);
      expect(verifyDocument({ algorithm: { type: 'ecdsa', hash }, key, data: DATA, signature })).toBe(false);
    },
  );

  test('Given an RSA key of 1024 bits, when it signed a document, then that is not believed', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const key = readPublicKey(pair.publicKey.export({ type: 'spki', format: 'der' }));
    const signature = sign('sha256', DATA, pair.privateKey);
    const algorithm = { type: 'rsa-pkcs1', hash: 'sha256' } as const;
    expect(verifyDocument({ algorithm, key, data: DATA, signature })).toBe(false);
  });

  test.skipIf(inElectron).each(CURVES)(
    'Given a key on %s, by name or by its parameters, when it signed with %s, then that is seen, and so is one changed bit',
    (namedCurve, hash) => {
      for (const paramEncoding of ['named', 'explicit'] as const) {
        const pair = generateKeyPairSync('ec', { namedCurve, paramEncoding });
        const key = readPublicKey(pair.publicKey.export({ type: 'spki', format: 'der' }));
        const signature = sign(hash, DATA, pair.privateKey);
        const document = { algorithm: { type: 'ecdsa', hash } as const, key, signature };
        expect(verifyDocument({ ...document, data: DATA })).toBe(true);
        expect(verifyDocument({ ...document, data: Buffer.from('what nobody signed!') })).toBe(false);
        const other = generateKeyPairSync('ec', { namedCurve });
        const otherKey = readPublicKey(other.publicKey.export({ type: 'spki', format: 'der' }));
        expect(verifyDocument({ ...document, key: otherKey, data: DATA })).toBe(false);
      }
    },
  );

  test.each([
    ['2048 bits', RSA],
    ['2049 bits', ODD_RSA],
  ])('Given an RSA key of %s, when it signed by PKCS#1 or PSS, then that is seen', (_, pair) => {
    const key = readPublicKey(pair.publicKey.export({ type: 'spki', format: 'der' }));
    for (const hash of ['sha224', 'sha256', 'sha384', 'sha512'] as const) {
      const signature = sign(hash, DATA, pair.privateKey);
      expect(verifyDocument({ algorithm: { type: 'rsa-pkcs1', hash }, key, data: DATA, signature })).toBe(
        true,
      );
      for (const saltLength of [0, 20, 32]) {
        const padding = constants.RSA_PKCS1_PSS_PADDING;
        const salted = sign(hash, DATA, { key: pair.privateKey, padding, saltLength });
        const algorithm = { type: 'rsa-pss', hash, maskHash: hash, saltLength } as const;
        const document = { algorithm, key, data: DATA, signature: salted };
        expect(verifyDocument(document)).toBe(true);
        expect(verifyDocument({ ...document, algorithm: { ...algorithm, saltLength: saltLength + 1 } })).toBe(
          false,
        );
        expect(verifyDocument({ ...document, signature: flipped(salted) })).toBe(false);
      }
      expect(
        verifyDocument({
          algorithm: { type: 'rsa-pkcs1', hash },
          key,
          data: DATA,
          signature: flipped(signature),
        }),
      ).toBe(false);
    }
  });

  test('Given a signature over SHA-1, when it is right, then it is not accepted all the same', () => {
    const key = readPublicKey(RSA.publicKey.export({ type: 'spki', format: 'der' }));
    const signature = sign('sha1', DATA, RSA.privateKey);
    expect(
      verifyDocument({ algorithm: { type: 'rsa-pkcs1', hash: 'sha1' }, key, data: DATA, signature }),
    ).toBe(false);
  });

  test.skipIf(inElectron)(
    'Given an RSA key that says it is for PSS alone, when it is read, then it is the same key',
    () => {
      const pair = generateKeyPairSync('rsa-pss', {
        modulusLength: 2048,
        hashAlgorithm: 'sha256',
        mgf1HashAlgorithm: 'sha384',
      });
      const key = readPublicKey(pair.publicKey.export({ type: 'spki', format: 'der' }));
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      const signature = sign('sha256', DATA, { key: pair.privateKey, padding, saltLength: 32 });
      const algorithm = { type: 'rsa-pss', hash: 'sha256', maskHash: 'sha384', saltLength: 32 } as const;
      expect(verifyDocument({ algorithm, key, data: DATA, signature })).toBe(true);
    },
  );

  test.skipIf(inElectron)(
    'Given explicit parameters with a base point of somebody’s own, when the key is read, then it is refused',
    () => {
      const { publicKey } = generateKeyPairSync('ec', {
        namedCurve: 'brainpoolP256r1',
        paramEncoding: 'explicit',
      });
      const info = publicKey.export({ type: 'spki', format: 'der' });
      const baseY = '547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997';
      const at = info.indexOf(Buffer.from(baseY, 'hex'));
      expect(at).toBeGreaterThan(0);
      info.writeUInt8(0x00, at + 31);
      expect(() => readPublicKey(info)).toThrow(
        expect.objectContaining<Partial<Refusal>>({ reason: 'unsupported' }),
      );
    },
  );

  test.skipIf(inElectron)(
    'Given a point that is not on its curve, when the key is read, then it is refused: malformed',
    () => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'brainpoolP384r1' });
      const info = publicKey.export({ type: 'spki', format: 'der' });
      info.writeUInt8(info.readUInt8(info.length - 1) ^ 1, info.length - 1);
      expect(() => readPublicKey(info)).toThrow(
        expect.objectContaining<Partial<Refusal>>({ reason: 'malformed' }),
      );
    },
  );

  test('Given PSS parameters that are left out, when they are read, then they are SHA-1 and 20 bytes', () => {
    const bare = readTlv(Buffer.from('300d06092a864886f70d01010a3000', 'hex'));
    expect(readDocumentAlgorithm(bare)).toEqual({
      type: 'rsa-pss',
      hash: 'sha1',
      maskHash: 'sha1',
      saltLength: 20,
    });
  });
});

function flipped(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (byte, index) => (index === 100 ? byte ^ 0x10 : byte));
}
