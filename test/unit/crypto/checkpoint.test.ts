import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  countersignCheckpoint,
  isSignedByAuthority,
  isSignedByTerminal,
  readCheckpoint,
  signCheckpoint,
} from '../../../main/crypto/checkpoint';
import { type PrivateKey, generateSigningKey, publicHalf } from '../../../main/crypto/jwk';

const checkpoint = { terminal: 'T 1/ü', epoch: 2, size: 1204, hash: 'ab'.repeat(32) };
let terminal: PrivateKey;
let authority: PrivateKey;
beforeAll(async () => {
  [terminal, authority] = await Promise.all([generateSigningKey(), generateSigningKey()]);
});

describe('Given a checkpoint', () => {
  test('when it is signed, then it is a C2SP note to the byte, and anybody can check it with a P-256 key and SHA-256', () => {
    const note = signCheckpoint({ ...checkpoint, acknowledgement: 'cd'.repeat(32) }, terminal);
    const [text = '', signature = ''] = note.split('\n\n');
    const hash = Buffer.from('ab'.repeat(32), 'hex').toString('base64');
    expect(text).toBe(`vestibule/T%201%2F%C3%BC/2\n1204\n${hash}\nacknowledgement ${'cd'.repeat(32)}`);
    const match = /^\u2014 vestibule\/T%201%2F%C3%BC\/2 (\S+)\n$/u.exec(signature);
    const bytes = Buffer.from(match?.[1] ?? '', 'base64');
    const key = createPublicKey({ key: { ...publicHalf(terminal) }, format: 'jwk' });
    const spki = key.export({ format: 'der', type: 'spki' });
    expect(bytes.subarray(0, 4)).toEqual(createHash('sha256').update(spki).digest().subarray(0, 4));
    expect(verify('sha256', Buffer.from(`${text}\n`), key, bytes.subarray(4))).toBe(true);
  });

  test('when it is signed again, then the note is the same: what is sent again is the same bytes', () => {
    expect(signCheckpoint(checkpoint, terminal)).toBe(signCheckpoint(checkpoint, terminal));
  });

  test('when it is read, then it says what was signed', () => {
    expect(readCheckpoint(signCheckpoint(checkpoint, terminal))).toEqual(checkpoint);
    const withMore = { ...checkpoint, acknowledgement: '01'.repeat(32) };
    expect(readCheckpoint(signCheckpoint(withMore, terminal))).toEqual(withMore);
  });

  test('when the authority counter-signs it, then both signatures hold, each under its own key alone', () => {
    const note = signCheckpoint(checkpoint, terminal);
    const both = countersignCheckpoint(note, authority) ?? '';
    expect(both.startsWith(note)).toBe(true);
    expect([isSignedByTerminal(both, terminal), isSignedByAuthority(both, authority)]).toEqual([true, true]);
    expect([isSignedByTerminal(both, authority), isSignedByAuthority(both, terminal)]).toEqual([
      false,
      false,
    ]);
    expect(isSignedByAuthority(note, authority)).toBe(false);
  });

  test('when one character of it is another, then it is not signed', () => {
    const note = signCheckpoint(checkpoint, terminal);
    fc.assert(
      fc.property(
        fc.nat({ max: note.length - 1 }),
        fc.constantFrom('A', '0', '\n', ' ', '\u2014', '+', 'é'),
        (at, other) => {
          const changed = note.slice(0, at) + other + note.slice(at + 1);
          // The base64 of a signature may end in bits that mean nothing.
          const same = changed === note || sameSignature(changed, note);
          expect(isSignedByTerminal(changed, terminal)).toBe(same);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('when anything at all is read as one, then it is refused without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (anything) => {
        expect(isSignedByTerminal(anything, terminal)).toBe(false);
        expect(isSignedByTerminal(`${anything}\n\n\u2014 a ${anything}\n`, terminal)).toBe(false);
      }),
    );
  });
});

function sameSignature(one: string, other: string): boolean {
  const parts = (note: string) => {
    const [text, line = ''] = note.split('\n\n');
    const [, dash, name, base64 = ''] = /^(\S+) (\S+) ([A-Za-z0-9+/]+={0,2})\n$/u.exec(line) ?? [];
    return JSON.stringify([text, dash, name, Buffer.from(base64, 'base64').toString('hex')]);
  };
  return parts(one) === parts(other);
}
