import { Tagged } from 'cborg';
import { describe, expect, test } from 'vitest';
import { openCoseSign1, sigStructure } from '../../../main/crypto/cose-sign1';
import { cbor, coseParts, coseSign1, newSigner, numbered } from '../../support/minted';

const signer = newSigner('EdDSA');
const payload = cbor(new Map([[1, 'x']]));
const message = { signer, payload };

describe('COSE_Sign1', () => {
  test.each([
    ['tagged 18', (parts: unknown) => new Tagged(18, parts)],
    ['untagged', (parts: unknown) => parts],
    ['tagged 18 in 61', (parts: unknown) => new Tagged(61, new Tagged(18, parts))],
    ['untagged in 61', (parts: unknown) => new Tagged(61, parts)],
  ])('Given a message %s, when it is opened, then algorithm and payload are there', (_, wrapped) => {
    const opened = openCoseSign1(cbor(wrapped(coseParts(message))));
    expect(opened.algorithm).toBe('EdDSA');
    expect(opened.payload).toEqual(payload);
  });

  test('Given the worked bytes of a Sig_structure, when it is made, then it is the array of RFC 9052 4.4', () => {
    const expected = cbor(['Signature1', Uint8Array.of(0xa1, 1, 0x27), new Uint8Array(0), payload]);
    expect(new Uint8Array(sigStructure(Uint8Array.of(0xa1, 1, 0x27), payload))).toEqual(expected);
  });

  test.each([23, 24, 255, 256, 65_535, 65_536])(
    'Given a payload of %i bytes, when the Sig_structure is made, then its lengths are written as CBOR does',
    (length) => {
      const long = new Uint8Array(length).fill(7);
      const made = new Uint8Array(sigStructure(new Uint8Array(0), long));
      expect(made).toEqual(cbor(['Signature1', new Uint8Array(0), new Uint8Array(0), long]));
    },
  );

  test('Given a protected header that another encoder writes longer, when it is opened, then the signature covers its bytes as they came', () => {
    const longer = Uint8Array.of(0xbf, 0x18, 0x01, 0x27, 0xff);
    const [, unprotectedHeader, , signature] = coseParts(message);
    const opened = openCoseSign1(cbor([longer, unprotectedHeader, payload, signature]));
    expect(opened.signed).toEqual(sigStructure(longer, payload));
    expect(opened.algorithm).toBe('EdDSA');
  });

  test('Given a key id in both headers, when it is opened, then the protected one wins', () => {
    const both = {
      protectedHeader: { 1: -8, 4: Buffer.from('in') },
      unprotectedHeader: { 4: Buffer.from('out') },
    };
    expect(openCoseSign1(coseSign1({ ...message, ...both })).keyId).toEqual(
      new Uint8Array(Buffer.from('in')),
    );
  });

  test.each([
    [
      'the algorithm in the unprotected header only',
      { protectedHeader: {}, unprotectedHeader: { 1: -8 } },
      'malformed',
    ],
    ['a key id that is text', { unprotectedHeader: { 4: 'kid' } }, 'malformed'],
    ['a certificate that is text', { unprotectedHeader: { 33: 'x' } }, 'malformed'],
    ['a critical header that nobody knows', { protectedHeader: { 1: -8, 2: [99], 99: 1 } }, 'unsupported'],
    ['a critical header that is not there', { protectedHeader: { 1: -8, 2: [4] } }, 'malformed'],
    ['an empty list of critical headers', { protectedHeader: { 1: -8, 2: [] } }, 'malformed'],
    ['critical headers outside the protection', { unprotectedHeader: { 2: [1] } }, 'malformed'],
  ])('Given %s, when it is opened, then it is refused', (_, headers, reason) => {
    const bytes = coseSign1({ ...message, ...headers });
    expect(() => openCoseSign1(bytes)).toThrow(new RegExp(`^${reason}`));
  });

  test('Given a critical header that is known, when it is opened, then it passes', () => {
    const headers = { protectedHeader: { 1: -8, 2: [1, 4], 4: Buffer.from('k') } };
    expect(openCoseSign1(coseSign1({ ...message, ...headers })).algorithm).toBe('EdDSA');
  });

  test.each([16, 17, 96, 97, 98])(
    'Given another COSE message (tag %i), when it is opened, then it is refused: unsupported',
    (tag) => {
      expect(() => openCoseSign1(cbor(new Tagged(tag, coseParts(message))))).toThrow(/^unsupported/);
    },
  );

  test.each([
    ['a detached payload', (p: unknown[]) => [p[0], p[1], null, p[3]]],
    ['a header that is no byte string', (p: unknown[]) => [numbered({ 1: -8 }), p[1], p[2], p[3]]],
    ['a protected header that is no map', (p: unknown[]) => [cbor([1]), p[1], p[2], p[3]]],
    ['an unprotected header that is no map', (p: unknown[]) => [p[0], [], p[2], p[3]]],
    ['three parts', (p: unknown[]) => p.slice(0, 3)],
    ['five parts', (p: unknown[]) => [...p, 1]],
  ])('Given %s, when it is opened, then it is refused: malformed', (_, changed) => {
    expect(() => openCoseSign1(cbor(changed(coseParts(message))))).toThrow(/^malformed/);
  });
});
