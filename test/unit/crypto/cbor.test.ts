import { describe, expect, test } from 'vitest';
import { CborTag, decodeCbor } from '../../../main/crypto/cbor';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('strict CBOR', () => {
  test('Given maps, arrays, bytes and text, when they are decoded, then maps are Maps and bytes are bytes', () => {
    expect(decodeCbor(hex('a3 01 6161 20 42ff00 6178 82 f5 f6'))).toEqual(
      new Map<unknown, unknown>([
        [1, 'a'],
        [-1, Uint8Array.of(0xff, 0)],
        ['x', [true, null]],
      ]),
    );
  });

  test('Given a tag, when it is decoded, then it stays beside its value', () => {
    expect(decodeCbor(hex('d8 3d d2 80'))).toEqual(new CborTag(61, new CborTag(18, [])));
  });

  test('Given an integer over 2^53, when it is decoded, then it is whole', () => {
    expect(decodeCbor(hex('1b ffffffffffffffff'))).toBe(18_446_744_073_709_551_615n);
  });

  test('Given indefinite lengths, when they are decoded, then they end at their break', () => {
    expect(decodeCbor(hex('bf 01 9f 02 03 ff 04 60 ff'))).toEqual(
      new Map<unknown, unknown>([
        [1, [2, 3]],
        [4, ''],
      ]),
    );
  });

  test.each([
    ['nothing', ''],
    ['a duplicate key', 'a2 01 02 01 03'],
    ['a duplicate key written longer', 'a2 01 02 18 01 03'],
    ['a duplicate text key', 'a2 6161 02 6161 03'],
    ['a map as a key', 'a1 a0 01'],
    ['bytes as a key', 'a1 4101 01'],
    ['a number with a fraction as a key', 'a1 f93c00 01'],
    ['a tagged key', 'a1 c1 01 01'],
    ['a break as a value', 'bf 01 ff'],
    ['a break outside', 'ff'],
    ['a break in a counted map', 'a2 01 ff 02 03'],
    ['a break under a tag', '9f c1 ff'],
    ['text that is not UTF-8', '62 c328'],
    ['half a surrogate in text', '63 eda080'],
    ['bytes behind the end', '01 01'],
    ['fewer items than counted', '83 01 02'],
    ['more bytes than there are', '5a ffffffff 00'],
    ['a map of four thousand million', 'ba ffffffff'],
    ['a reserved length', '1c'],
    ['nesting over the limit', `${'81'.repeat(40)}01`],
    ['tags over the limit', `${'c1'.repeat(40)}01`],
    ['more items than the limit', `99 2000 ${'00'.repeat(0x2000)}`],
  ])('Given %s, when it is decoded, then it is refused: malformed', (_, text) => {
    expect(() => decodeCbor(hex(text))).toThrow(/^malformed/);
  });

  test('Given a Buffer in the middle of a pool, when it is decoded, then only its own bytes are read', () => {
    const pool = Buffer.from('ff820102ff', 'hex');
    expect(decodeCbor(pool.subarray(1, 4))).toEqual([1, 2]);
  });

  test('Given a text with a name in another script, when it is decoded, then no character has changed', () => {
    const name = '\ufeff阿卜杜拉·ئابدۇللا\u0301';
    expect(decodeCbor(Buffer.concat([Buffer.of(0x78, Buffer.byteLength(name)), Buffer.from(name)]))).toBe(
      name,
    );
  });
});
