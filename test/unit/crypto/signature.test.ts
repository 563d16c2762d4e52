import { generateKeyPairSync, sign } from 'node:crypto';
import { ed448 } from '@noble/curves/ed448.js';
import { describe, expect, test } from 'vitest';
import { portableKey, verifyPortably } from '../../../main/crypto/portable-signature';
import { type SignatureAlgorithm, algorithmOf, verifySignature } from '../../../main/crypto/signature';
import { newSigner, signWith } from '../../support/minted';

const data = Buffer.from('what was signed');
const ALGORITHMS: SignatureAlgorithm[] = ['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'RS256'];

describe.each(ALGORITHMS)('a signature by %s', (algorithm) => {
  const signer = newSigner(algorithm);
  const key = signer.publicJwk;
  const signature = signWith(signer, data);

  test('Given what was signed, when it is verified, then it is the key’s', () => {
    expect(algorithmOf(key)).toBe(algorithm);
    expect(verifySignature({ algorithm, key, data, signature })).toBe(true);
  });

  test('Given other data, another key, a shorter or an empty signature, when it is verified, then it is not', () => {
    expect(verifySignature({ algorithm, key, data: Buffer.from('else'), signature })).toBe(false);
    expect(verifySignature({ algorithm, key: newSigner(algorithm).publicJwk, data, signature })).toBe(false);
    expect(verifySignature({ algorithm, key, data, signature: signature.subarray(1) })).toBe(false);
    expect(verifySignature({ algorithm, key, data, signature: new Uint8Array(0) })).toBe(false);
  });

  test('Given any other algorithm, when it is verified with this key, then it is not', () => {
    for (const other of ALGORITHMS.filter((one) => one !== algorithm)) {
      expect(verifySignature({ algorithm: other, key, data, signature })).toBe(false);
    }
  });
});

describe('keys', () => {
  test('Given an RSA key without `alg`, when it is asked for its algorithm, then it has none', () => {
    const { alg: _, ...key } = newSigner('PS256').publicJwk;
    expect(algorithmOf({ ...key, kty: 'RSA' })).toBeUndefined();
  });

  test('Given an RSA key of 1024 bits, when it signs rightly, then it is not believed', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const key = { ...publicKey.export({ format: 'jwk' }), kty: 'RSA', alg: 'RS256' };
    const signature = sign('sha256', data, privateKey);
    expect(verifySignature({ algorithm: 'RS256', key, data, signature })).toBe(false);
  });

  test('Given an ECDSA signature as DER, when it is verified, then it is not: COSE and JOSE write the numbers side by side', () => {
    const signer = newSigner('ES256');
    const signature = sign('sha256', data, signer.privateKey);
    expect(verifySignature({ algorithm: 'ES256', key: signer.publicJwk, data, signature })).toBe(false);
  });

  test('Given a key with a point that is on no curve, when it is used, then nothing is verified and nothing breaks', () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' };
    expect(verifySignature({ algorithm: 'ES256', key, data, signature: new Uint8Array(64) })).toBe(false);
  });
});

describe('the portable implementation, for curves that the runtime refuses', () => {
  test.each(['ES256', 'ES384', 'ES512', 'EdDSA'] as const)(
    'Given %s, when both implementations verify, then they agree on right and wrong',
    (algorithm) => {
      const signer = newSigner(algorithm);
      const key = portableKey(signer.publicJwk);
      if (key === undefined) throw new Error('a key on a known curve was not taken');
      for (let round = 0; round < 4; round++) {
        const signature = signWith(signer, data); // half of all ECDSA signatures have a high s
        expect(verifyPortably(key, data, signature)).toBe(true);
        expect(verifyPortably(key, Buffer.from('else'), signature)).toBe(false);
      }
      expect(verifyPortably(key, data, new Uint8Array(3))).toBe(false);
    },
  );

  test('Given Ed448, which Electron’s crypto does not know, when it is verified portably, then it is the key’s', () => {
    const { secretKey, publicKey } = ed448.keygen();
    const jwk = { kty: 'OKP', crv: 'Ed448', x: Buffer.from(publicKey).toString('base64url') };
    const key = portableKey(jwk);
    if (key === undefined) throw new Error('a key on a known curve was not taken');
    const signature = ed448.sign(data, secretKey);
    expect(verifyPortably(key, data, signature)).toBe(true);
    expect(verifyPortably(key, Buffer.from('else'), signature)).toBe(false);
    expect(verifySignature({ algorithm: 'EdDSA', key: jwk, data, signature })).toBe(true);
  });

  test.each([
    ['another curve', { kty: 'EC', crv: 'secp256k1', x: 'AA', y: 'AA' }],
    ['a short coordinate', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }],
    ['a missing coordinate', { kty: 'EC', crv: 'P-256', x: Buffer.alloc(32).toString('base64url') }],
    ['an RSA key', { kty: 'RSA', n: 'AA', e: 'AQAB' }],
  ])('Given %s, when it is loaded portably, then there is no key', (_, jwk) => {
    expect(portableKey(jwk)).toBeUndefined();
  });
});
