import { describe, expect, it } from 'vitest';
import { joinParts, type PassSymbol } from '../../../shared/decoding/structured-append';

/** Part `index` of `of` with these bytes, as a decoder reports it. */
function part(index: number, of: number, bytes: Uint8Array, id = '95'): PassSymbol {
  const text = new TextDecoder().decode(bytes);
  return { read: true, format: 'qr', text, bytes, pass: 'first', symbology: ']Q1', part: { id, index, of } };
}

/** The text cut into parts of so many bytes. */
function partsOf(text: string, length: number, id?: string): PassSymbol[] {
  const bytes = new TextEncoder().encode(text);
  const of = Math.ceil(bytes.length / length);
  return Array.from({ length: of }, (_, index) =>
    part(index, of, bytes.slice(index * length, (index + 1) * length), id),
  );
}

describe('Codes in several parts', () => {
  it('Given all parts in any order and one of them twice, when they are joined, then they are one code', () => {
    const parts = partsOf('The whole message of the hotel guest', 10);
    const { codes, incomplete } = joinParts([...parts.toReversed(), ...parts.slice(0, 1)]);
    expect(codes.map(({ text }) => text)).toEqual(['The whole message of the hotel guest']);
    expect(incomplete).toEqual([]);
  });

  it('Given a character that two parts share, when they are joined, then it is whole again', () => {
    const [code] = joinParts(partsOf('入住登记 élève', 4)).codes;
    expect(code?.text).toBe('入住登记 élève');
    expect(code?.bytes).toEqual(new TextEncoder().encode('入住登记 élève'));
  });

  it('Given parts that are no text, when they are joined, then their bytes are kept one by one', () => {
    const { codes } = joinParts([part(0, 2, Uint8Array.of(0xff, 0)), part(1, 2, Uint8Array.of(0x80))]);
    expect(codes[0]?.bytes).toEqual(Uint8Array.of(0xff, 0, 0x80));
  });

  it('Given two of four parts, when they are joined, then it is said which ones are missing', () => {
    const parts = partsOf('a message in four parts!', 6).filter((_, index) => index === 1 || index === 3);
    const { codes, incomplete } = joinParts(parts);
    expect(codes).toEqual([]);
    expect(incomplete).toMatchObject([
      { parts: 4, missing: [1, 3], have: [{ part: 2, code: { text: 'age in' } }, { part: 4 }] },
    ]);
  });

  it('Given parts whose number is not said, when they are joined, then the code stays incomplete', () => {
    expect(joinParts([part(0, 0, Uint8Array.of(65))]).incomplete).toMatchObject([{ parts: 0, missing: [] }]);
  });

  it('Given parts of two codes in one picture, when they are joined, then the codes are not mixed', () => {
    const mixed = [...partsOf('first code', 5, '1'), ...partsOf('other one', 5, '2')];
    expect(joinParts(mixed).codes.map(({ text }) => text)).toEqual(['first code', 'other one']);
  });

  it('Given the same code seen twice, when it is no part, then it is one code', () => {
    const { part: _, ...whole } = part(0, 1, Uint8Array.of(65));
    expect(joinParts([whole, { ...whole, pass: 'upscaled' }]).codes).toHaveLength(1);
  });
});
