import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { unwrapKey, wrapKey } from '../../../main/crypto/key-wrap';
import { openBody, sealBody } from '../../../main/crypto/sealed-body';

const key = randomBytes(32);
const body = Buffer.from('{"name":"Adaeze Okafor"}');

describe('Given a sealed body', () => {
  const sealed = sealBody(key, body, 'entry 1');

  test('when it is opened with its key and its context, then it is the body again', () => {
    expect(openBody(key, sealed, 'entry 1')).toEqual(body);
  });

  test('when the key or the context is another, then it does not open', () => {
    expect(openBody(randomBytes(32), sealed, 'entry 1')).toBeUndefined();
    expect(openBody(key, sealed, 'entry 2')).toBeUndefined();
  });

  test('when any one bit of it is turned, or its end is cut, then it does not open', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const bent = Uint8Array.from(sealed);
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openBody(key, bent, 'entry 1')).toBeUndefined();
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(openBody(key, sealed.subarray(0, length), 'entry 1')).toBeUndefined();
    }
  });

  test('when the same body is sealed again, then nothing of it repeats, and it is nonce, ciphertext and tag long', () => {
    expect(sealBody(key, body, 'entry 1')).not.toEqual(sealed);
    expect(sealed.length).toBe(12 + body.length + 16);
  });
});

describe('Given a wrapped key', () => {
  const dataKey = new Uint8Array(randomBytes(32));
  const wrapped = wrapKey(key, dataKey, 'entry 1');

  test('when it is unwrapped for its owner, then it is the key again; for another owner or key it is nothing', () => {
    expect(Uint8Array.from(unwrapKey(key, wrapped, 'entry 1') ?? [])).toEqual(dataKey);
    expect(unwrapKey(key, wrapped, 'entry 2')).toBeUndefined();
    expect(unwrapKey(randomBytes(32), wrapped, 'entry 1')).toBeUndefined();
  });

  test('when something shorter than a key is wrapped, then it is refused', () => {
    expect(() => wrapKey(key, dataKey.subarray(1), 'entry 1')).toThrow(RangeError);
  });
});
