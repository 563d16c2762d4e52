import { describe, expect, test } from 'vitest';
import { derivedKey, hmacSha256, sha256, sha256Hex } from '../../../main/crypto/hash';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('Given bytes, when they are hashed, then the answer is the published one', () => {
  test('SHA-256 of "abc" (FIPS 180-4)', () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(sha256Hex(Buffer.from('abc'))).toBe(expected);
    expect(hex(sha256(Buffer.from('a'), new Uint8Array(), Buffer.from('bc')))).toBe(expected);
  });

  test('HMAC-SHA-256 (RFC 4231, case 2)', () => {
    const mac = hmacSha256(Buffer.from('Jefe'), Buffer.from('what do ya want '), Buffer.from('for nothing?'));
    expect(hex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  test('HKDF-SHA-256 without salt and purpose (RFC 5869, case 3, its first 32 bytes)', () => {
    const key = derivedKey(Buffer.alloc(22, 0x0b), '');
    expect(hex(key)).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d');
  });
});
