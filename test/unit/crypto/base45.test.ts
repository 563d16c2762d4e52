import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../main/crypto/base45';
import { Refusal } from '../../../main/crypto/refusal';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

describe('base45 (RFC 9285)', () => {
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])(
    'Given the example %s of the RFC, when it is encoded and decoded, then both ways are the RFC’s',
    (plain, text) => {
      expect(encodeBase45(bytes(plain))).toBe(text);
      expect(decodeBase45(text)).toEqual(bytes(plain));
    },
  );

  test('Given the greatest group FGW, when it is decoded, then it is two bytes of ones', () => {
    expect(decodeBase45('FGW')).toEqual(Uint8Array.of(0xff, 0xff));
  });

  test.each([
    ['a group over 65535', 'GGW'],
    ['the greatest group of letters', ':::'],
    ['a closing group over 255', '::'],
    ['a lone closing character', 'BB8A'],
    ['only one character', 'A'],
    ['a lower-case letter', 'bB8'],
    ['a comma', 'BB8,BB'],
    ['a line feed at the end', 'BB8BB8BB\n'],
    ['a wide character', 'BB８'],
  ])('Given %s, when it is decoded, then it is refused: malformed', (_, text) => {
    expect(() => decodeBase45(text)).toThrow(Refusal);
    expect(() => decodeBase45(text)).toThrow(/^malformed/);
  });
});
