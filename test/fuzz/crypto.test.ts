import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../main/crypto/base45';
import { decodeCbor } from '../../main/crypto/cbor';
import { openCoseSign1 } from '../../main/crypto/cose-sign1';
import { inflate } from '../../main/crypto/inflate';
import { Refusal } from '../../main/crypto/refusal';
import { verifySignature } from '../../main/crypto/signature';
import { cbor } from '../support/minted';

const ALPHABET = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'];
const bytes = fc.uint8Array({ maxLength: 600 });

/** The value, or the reason of the refusal; any other error fails the test. */
function outcomeOf<T>(act: () => T): { value: T } | { refused: string } {
  try {
    return { value: act() };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { refused: thrown.reason };
    throw thrown;
  }
}

describe('base45', () => {
  test('Given any bytes, when they are encoded and decoded, then they come back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        expect(decodeBase45(encodeBase45(given))).toEqual(given);
      }),
      { numRuns: 500 },
    );
  });

  test('Given any text of the alphabet, when it is decoded, then it is the bytes that encode to it, or it is refused', () => {
    const text = fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 120 });
    fc.assert(
      fc.property(text, (given) => {
        const outcome = outcomeOf(() => decodeBase45(given));
        expect(outcome).toEqual(reference(given) ?? { refused: 'malformed' });
        if ('value' in outcome) expect(encodeBase45(outcome.value)).toBe(given);
      }),
      { numRuns: 2_000 },
    );
  });

  test('Given any text at all, when it is decoded, then it is bytes or refused: malformed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        const isForeign = [...given].some((character) => !ALPHABET.includes(character));
        if (isForeign) expect(outcomeOf(() => decodeBase45(given))).toEqual({ refused: 'malformed' });
      }),
      { numRuns: 1_000 },
    );
  });

  /** RFC 9285 word for word, with big numbers and no haste. */
  function reference(text: string): { value: Uint8Array } | undefined {
    const decoded: number[] = [];
    for (let index = 0; index < text.length; index += 3) {
      const group = Array.from(text.slice(index, index + 3), (character) =>
        BigInt(ALPHABET.indexOf(character)),
      );
      const number = group.reduce((sum, digit, place) => sum + digit * 45n ** BigInt(place), 0n);
      if (group.length === 1 || number >= 256n ** BigInt(group.length - 1)) return undefined;
      if (group.length === 3) decoded.push(Number(number / 256n));
      decoded.push(Number(number % 256n));
    }
    return { value: Uint8Array.from(decoded) };
  }
});

describe('CBOR', () => {
  const key = fc.oneof(fc.integer(), fc.string({ maxLength: 12 }));
  const { value: anyValue } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.maxSafeInteger(),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.uint8Array({ maxLength: 40 }),
      fc.array(tie('value'), { maxLength: 6 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((entries) => new Map(entries)),
    ),
  }));

  test('Given any value, when it is encoded and decoded, then it comes back', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(decodeCbor(cbor(value))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test('Given any bytes, when they are decoded, then it is a value or refused: malformed', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const outcome = outcomeOf(() => decodeCbor(given));
        if ('refused' in outcome) expect(outcome.refused).toBe('malformed');
      }),
      { numRuns: 3_000 },
    );
  });

  test('Given any value with one byte changed, when it is decoded, then it is a value or refused: malformed', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, change) => {
        const changed = cbor(value);
        const index = place % changed.length;
        changed[index] = (changed[index] ?? 0) ^ change;
        const outcome = outcomeOf(() => decodeCbor(changed));
        if ('refused' in outcome) expect(outcome.refused).toBe('malformed');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('COSE, zlib and signatures', () => {
  test('Given any bytes, when they are opened as COSE_Sign1, then they are refused: malformed or unsupported', () => {
    const start = fc.constantFrom(
      [],
      [0xd2],
      [0xd2, 0x84],
      [0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26],
      [0xd8, 0x3d, 0xd2],
    );
    fc.assert(
      fc.property(start, bytes, (head, rest) => {
        const outcome = outcomeOf(() => openCoseSign1(Uint8Array.from([...head, ...rest])));
        if ('refused' in outcome) expect(['malformed', 'unsupported']).toContain(outcome.refused);
      }),
      { numRuns: 2_000 },
    );
  });

  test('Given any bytes, when they are deflated and inflated, then they come back, and never more than the limit', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 600 }), (given, limit) => {
        const outcome = outcomeOf(() => inflate(deflateSync(given), limit));
        expect('value' in outcome).toBe(given.length <= limit);
        if ('value' in outcome) expect(new Uint8Array(outcome.value)).toEqual(given);
      }),
    );
  });

  test('Given any bytes, when they are inflated, then they are refused or within the limit', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const outcome = outcomeOf(() => inflate(Uint8Array.from([0x78, 0x9c, ...given]), 1_000));
        if ('value' in outcome) expect(outcome.value.length).toBeLessThanOrEqual(1_000);
        else expect(outcome.refused).toBe('malformed');
      }),
      { numRuns: 500 },
    );
  });

  test('Given any key and any signature, when they are verified, then nothing is thrown and nobody has signed', () => {
    const member = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.uint8Array({ maxLength: 70 }).map((b) => Buffer.from(b).toString('base64url')),
    );
    const key = fc.record({
      kty: fc.constantFrom('EC', 'OKP', 'RSA', 'oct', 'x'),
      crv: fc.constantFrom('P-256', 'P-384', 'P-521', 'Ed25519', 'Ed448', 'secp256k1', '__proto__'),
      alg: fc.constantFrom('PS256', 'RS256', 'none'),
      x: member,
      y: member,
      n: member,
      e: member,
    });
    const algorithm = fc.constantFrom(
      'ES256' as const,
      'ES384' as const,
      'ES512' as const,
      'EdDSA' as const,
      'PS256' as const,
      'RS256' as const,
    );
    fc.assert(
      fc.property(algorithm, key, bytes, bytes, (named, jwk, data, signature) => {
        expect(verifySignature({ algorithm: named, key: jwk, data, signature })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
