import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Claims } from '../../shared/domain/claims';
import { mrz } from '../../main/credentials/mrz/mrz';
import { layOpen } from '../../main/credentials/presented';
import { Refusal } from '../../main/crypto/refusal';
import { type Printed, td1, td2, td3 } from '../support/mrz-lines';

const NOW = new Date(2026, 2, 1, 12);
const decode = (lines: readonly string[]) =>
  mrz.decode(layOpen({ type: 'text', text: lines.join('\n') }), NOW);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const word = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const dateIn = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const written = (date: string) => date.slice(2).replaceAll('-', '');
const print = fc.constantFrom(td1, td2, td3);

const person = fc.record({
  family: word(letters, 1, 8),
  given: word(letters, 1, 8),
  number: word(`${letters}0123456789`, 1, 9),
  birth: dateIn('1930-01-01', '2026-02-28'),
  expiry: dateIn('2026-03-02', '2070-12-31'),
  sex: fc.constantFrom('M', 'F', '<', 'X'),
  nationality: fc.constantFrom('CHN', 'D', 'USA', 'XXB', 'GBO'),
});
const printedOf = ({
  family,
  given,
  birth,
  expiry,
  ...rest
}: typeof person extends fc.Arbitrary<infer T> ? T : never): Printed => ({
  ...rest,
  names: `${family}<<${given}`,
  birth: written(birth),
  expiry: written(expiry),
});

describe('Given the printed lines of anybody', () => {
  it('when they are read right, then the person comes back as printed and nothing was repaired', () => {
    fc.assert(
      fc.property(print, person, (printer, somebody) => {
        const { claims, failed, repaired } = decode(printer(printedOf(somebody)));
        expect({ failed, repaired }).toEqual({ failed: [], repaired: [] });
        expect(claims).toMatchObject({
          fullName: `${somebody.family}, ${somebody.given}`,
          documentNumber: somebody.number,
          birthDate: somebody.birth,
          validUntil: somebody.expiry,
          nationality: somebody.nationality,
        });
        expect(Claims.safeParse(claims).success).toBe(true);
      }),
    );
  });

  it('when any one digit of a date is read as any other, then it is never taken for right', () => {
    fc.assert(
      fc.property(person, fc.nat(5), fc.integer({ min: 1, max: 9 }), (somebody, place, by) => {
        const [first = '', second = ''] = td3(printedOf(somebody));
        const at = 13 + place;
        const wrong = String((Number(second[at]) + by) % 10);
        const { failed, claims } = decode([first, second.slice(0, at) + wrong + second.slice(at + 1)]);
        expect(failed).toContain('birth date');
        expect(claims).toEqual({});
      }),
    );
  });

  it('when a letter in the number is read as the digit it looks like, then the number that comes out is the right one or none, but for what no check digit tells apart', () => {
    const looks = new Map(
      [...'O0I1Z2S5B8D0Q0'.matchAll(/(.)(.)/g)].map(([, letter, digit]) => [letter, digit]),
    );
    fc.assert(
      fc.property(person, fc.nat(8), (somebody, place) => {
        const digit = looks.get(somebody.number[place] ?? '');
        fc.pre(digit !== undefined);
        const [first = '', second = ''] = td3(printedOf(somebody));
        const { claims } = decode([first, second.slice(0, place) + digit + second.slice(place + 1)]);
        if (claims.documentNumber === undefined) return;
        const alike = (number: string) => number.replaceAll('G', '6').replaceAll('L', '1');
        expect(alike(claims.documentNumber)).toBe(alike(somebody.number));
      }),
      { numRuns: 500 },
    );
  });
});

describe('Given any lines at all', () => {
  const character = fc.constantFrom(...`${letters}0123456789<<<<<<<?*`);
  const line = fc
    .constantFrom(30, 36, 44, 43)
    .chain((length) => fc.string({ unit: character, minLength: length, maxLength: length }));
  const bent = fc
    .tuple(print, person, fc.array(fc.tuple(fc.nat(89), character), { maxLength: 6 }))
    .map(([printer, somebody, exchanges]) => {
      const lines = printer(printedOf(somebody));
      const length = lines[0]?.length ?? 1;
      for (const [at, to] of exchanges) {
        const index = Math.floor(at / length) % lines.length;
        const text = lines[index] ?? '';
        lines[index] = text.slice(0, at % length) + to + text.slice((at % length) + 1);
      }
      return lines;
    });

  it('when they are read, then they are understood or refused, and nothing else is thrown', async () => {
    const anything = fc.oneof(
      fc.array(line, { maxLength: 4 }),
      bent,
      fc.array(fc.string(), { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (lines) => {
        try {
          const credential = decode(lines);
          expect(Claims.safeParse(credential.claims).success).toBe(true);
          const proof = await mrz.verify(credential, { issuers: [], sams: [] }, NOW);
          expect(proof.assurance ?? proof.refused).toMatch(/^(unsigned|malformed|untrusted-issuer)$/);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
