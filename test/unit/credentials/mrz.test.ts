import { describe, expect, test } from 'vitest';
import { mrzKeyIn } from '../../../main/credentials/emrtd/access-key';
import { recognise } from '../../../main/credentials/formats';
import { mrz } from '../../../main/credentials/mrz/mrz';
import { layOpen } from '../../../main/credentials/presented';
import { checkDigit } from '../../../shared/framing/mrz-check-digit';
import { type Printed, td1, td2, td3 } from '../../support/mrz-lines';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

const NOW = new Date(2026, 2, 1, 12);
const LIVE = { issuers: [], sams: [] };

const read = (lines: readonly string[] | string, now = NOW) =>
  mrz.decode(layOpen({ type: 'text', text: typeof lines === 'string' ? lines : lines.join('\n') }), now);
const claimsOf = (lines: readonly string[], now = NOW) => read(lines, now).claims;
const proofOf = async (lines: readonly string[] | string, trusted: Parameters<typeof mrz.verify>[1] = LIVE) =>
  mrz.verify(read(lines), trusted, NOW);

/** The lines with one character exchanged. */
function misread(lines: readonly string[], line: number, place: number, character: string): string[] {
  return lines.map((text, index) =>
    index === line ? text.slice(0, place) + character + text.slice(place + 1) : text,
  );
}

const everySize = [
  ['a passport (TD3)', td3],
  ['a larger card (TD2)', td2],
  ['a card (TD1)', td1],
] as const;

describe.each(everySize)('Given %s', (_, print) => {
  test('when it is presented, then everything it says is there, in the letters it says it with', () => {
    expect(claimsOf(print())).toEqual({
      fullName: 'SAMPLE, ALEX MAY',
      familyName: 'SAMPLE',
      givenName: 'ALEX MAY',
      birthDate: '1990-03-07',
      sex: 'female',
      nationality: 'CHN',
      issuingCountry: 'CHN',
      documentNumber: 'E00000001',
      validUntil: '2031-06-30',
    });
  });

  test('when it is presented, then a person has to compare it, for nobody signed it', async () => {
    expect(await proofOf(print())).toEqual({
      assurance: 'unsigned',
      checks: [{ name: 'check-digits', ok: true }],
    });
  });

  test('when its lines come in one piece, or in small letters, or with CR LF, then it is the same', () => {
    const whole = claimsOf(print());
    expect(read(print().join('')).claims).toEqual(whole);
    expect(read(print().join('\r\n').toLowerCase()).claims).toEqual(whole);
    expect(read(`${print().join('\r')}\r`).claims).toEqual(whole);
  });

  test('when the whole last day of its validity has not passed, then it is valid', () => {
    expect(read(print()).validity.until).toEqual(new Date(2031, 6, 1));
  });

  test.each<[string, Printed, Partial<Record<string, unknown>>]>([
    ['a man', { sex: 'M' }, { sex: 'male' }],
    ['somebody whose sex it does not say', { sex: '<' }, { sex: undefined }],
    ['somebody of another sex', { sex: 'X' }, { sex: 'other' }],
    ['a German', { nationality: 'D', issuer: 'D' }, { nationality: 'D', issuingCountry: 'D' }],
    ['a stateless person', { nationality: 'XXA' }, { nationality: 'XXA' }],
    ['somebody with one name', { names: 'SAMPLE' }, { fullName: 'SAMPLE', givenName: undefined }],
    ['somebody without a family name', { names: '<<ALEX' }, { fullName: 'ALEX', familyName: undefined }],
    ['a day of birth that nobody knows', { birth: '9003<<' }, { birthDate: '1990-03' }],
    ['a month of birth that nobody knows', { birth: '90<<<<' }, { birthDate: '1990' }],
    ['a birth that nobody knows', { birth: '<<<<<<' }, { birthDate: undefined }],
    ['a document without end', { expiry: '<<<<<<' }, { validUntil: undefined }],
    ['a short number', { number: 'AB12' }, { documentNumber: 'AB12' }],
  ])('when it is about %s, then that is what it says', (_who, printed, expected) => {
    expect(claimsOf(print(printed))).toMatchObject(
      Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
    );
    for (const [name, value] of Object.entries(expected)) {
      if (value === undefined) expect(claimsOf(print(printed))).not.toHaveProperty(name);
    }
  });

  test.each([
    ['born today', '260301', '2026-03-01'],
    ['born tomorrow a hundred years ago', '260302', '1926-03-02'],
    ['born in 1929', '290101', '1929-01-01'],
    ['born on the leap day of 2000', '000229', '2000-02-29'],
  ])('when it is about somebody %s, then the century is right', (_who, birth, expected) => {
    expect(claimsOf(print({ birth })).birthDate).toBe(expected);
  });

  test.each([
    ['next year', '270101', '2027-01-01'],
    ['in fifty years', '760101', '2076-01-01'],
    ['long ago', '991231', '1999-12-31'],
    ['on the leap day of 2000', '000229', '2000-02-29'],
  ])('when it ends %s, then the century is right', (_when, expiry, expected) => {
    expect(claimsOf(print({ expiry })).validUntil).toBe(expected);
  });

  test.each([
    ['a month that is none', { birth: '901307' }],
    ['a day that is none', { expiry: '310631' }],
    ['a letter for the sex', { sex: 'N' }],
    ['a state that is none', { issuer: 'CHM' }],
    ['a nationality that is none', { nationality: 'ZZZ' }],
    ['a digit in the name', { names: 'S4MPLE<<ALEX' }],
    ['no name at all', { names: '' }],
  ])('when it has %s, then it is refused: malformed', (_what, printed) => {
    expect(() => read(print(printed))).toThrow(/^malformed/);
  });
});

describe('Given a specimen of a state that does not exist', () => {
  const specimen = td3({ issuer: 'UTO', nationality: 'UTO' });

  test('when it is presented at a counter, then it is refused: untrusted-issuer', async () => {
    expect(await proofOf(specimen)).toMatchObject({
      refused: 'untrusted-issuer',
      checks: [
        { name: 'check-digits', ok: true },
        { name: 'issuer-trusted', ok: false },
      ],
    });
  });

  test('when only the nationality is that state, then it is refused too', async () => {
    expect((await proofOf(td1({ nationality: 'UTO' }))).refused).toBe('untrusted-issuer');
  });

  test('when it is presented in training, then it may be compared like any other', async () => {
    expect(await proofOf(specimen, { ...LIVE, specimens: true })).toMatchObject({ assurance: 'unsigned' });
  });
});

describe('Given lines that were misread', () => {
  const passport = td3({ number: 'G74S79B37', birth: '900218', expiry: '310628' });

  test.each([
    ['O for 0 in the birth date', 1, 14, 'O', 'birth date'],
    ['Z for 2 in the birth date', 1, 16, 'Z', 'birth date'],
    ['I for 1 in the birth date', 1, 17, 'I', 'birth date'],
    ['B for 8 in the birth date', 1, 18, 'B', 'birth date'],
    ['G for 6 in the expiry date', 1, 24, 'G', 'expiry date'],
    ['8 for B in the number', 1, 6, '8', 'document number'],
    ['5 for S in the number', 1, 3, '5', 'document number'],
  ])(
    'when a check digit proves %s, then it is put right and said so',
    async (_what, line, place, character, name) => {
      const lines = misread(passport, line, place, character);
      expect(lines).not.toEqual(passport);
      expect(claimsOf(lines)).toEqual(claimsOf(passport));
      expect((await proofOf(lines)).checks).toEqual([
        { name: 'check-digits', ok: true, detail: `misread and put right: ${name}` },
      ]);
    },
  );

  test('when a check digit itself is read as a letter, then it is put right', async () => {
    const lines = td3({ number: 'A00000000' });
    const place = 9;
    const digit = lines[1]?.[place] ?? '';
    const letter = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '6': 'G', '8': 'B' }[digit];
    expect(letter).toBeDefined();
    expect(claimsOf(misread(lines, 1, place, letter ?? ''))).toEqual(claimsOf(lines));
  });

  test('when 6 stands for G in the number, then it stays: no check digit can tell them apart', () => {
    const lines = misread(passport, 1, 0, '6');
    expect(claimsOf(lines).documentNumber).toBe('674S79B37');
    expect(read(lines).repaired).toEqual([]);
  });

  test('when several repairs would pass, then none is made and it is refused: malformed', async () => {
    // Two zeros whose places weigh the same: either could have been the O.
    const lines = misread(td3({ number: 'A0BBOBB0B' }), 1, 4, '0');
    expect(read(lines).failed).toEqual(['document number', 'whole zone']);
    expect((await proofOf(lines)).refused).toBe('malformed');
  });

  test.each(everySize)(
    'when a digit of %s is another digit, then it is refused, and what it says is not shown',
    async (_, print) => {
      const lines = print();
      const place = print === td1 ? 0 : 13;
      const wrong = misread(lines, 1, place, lines[1]?.[place] === '9' ? '4' : '9');
      expect(read(wrong).claims).toEqual({});
      expect(await proofOf(wrong)).toMatchObject({
        refused: 'malformed',
        checks: [{ name: 'check-digits', ok: false, detail: expect.stringContaining('birth date') }],
      });
    },
  );

  test('when the scanner could not read a character, then it is refused: malformed', async () => {
    expect((await proofOf(misread(passport, 1, 2, '?'))).refused).toBe('malformed');
    expect(() => read(misread(passport, 0, 7, '*'))).toThrow(/^malformed/);
  });

  test('when optional data of a card were misread, then the last check digit proves it', () => {
    const card = td1({ optional: '7B77' });
    const reading = read(misread(card, 1, 19, '8'));
    expect(reading.repaired).toEqual(['whole zone']);
    expect(reading.failed).toEqual([]);
  });
});

describe('Given a number longer than its field', () => {
  test.each([
    ['a card', td1({ number: 'D23145890734' })],
    ['a larger card', td2({ number: 'D23145890734' })],
  ])('when %s goes on with it in the optional data, then it is whole', (_, lines) => {
    expect(claimsOf(lines).documentNumber).toBe('D23145890734');
  });

  test('when the state counts the filler between the pieces, then it is right too', () => {
    const lines = td1({ number: '000590240601' });
    const first = lines[0] ?? '';
    // Without the filler the check digit is 1, with it 3.
    expect(first.slice(5, 19)).toBe('000590240<6011');
    const other = td1Recomposed(lines, first.replace('6011', '6013'));
    expect(read(other).failed).toEqual([]);
    expect(claimsOf(other).documentNumber).toBe('000590240601');
  });

  test('when its check digit is wrong, then it is refused: malformed', async () => {
    const lines = td1({ number: 'D23145890734' });
    expect((await proofOf(misread(lines, 0, 18, '5'))).refused).toBe('malformed');
  });
});

/** The card with another first line and the last check digit that belongs to it. */
function td1Recomposed(lines: readonly string[], first: string): string[] {
  for (let digit = 0; digit <= 9; digit++) {
    const candidate = [first, `${(lines[1] ?? '').slice(0, 29)}${digit}`, lines[2] ?? ''];
    if (!read(candidate).failed.includes('whole zone')) return candidate;
  }
  throw new Error('no check digit fits');
}

describe('Given what is no travel document', () => {
  test.each([
    ['a visa', td3({ code: 'V<' })],
    ['a small visa', td2({ code: 'VN' })],
  ])('when %s is presented, then it is refused: unsupported', (_, lines) => {
    expect(() => read(lines)).toThrow(/^unsupported/);
  });

  test.each([
    ['two lines of different lengths', ['P<CHN'.padEnd(44, '<'), 'E0'.padEnd(36, '<')]],
    ['three lines of 44', ['P<CHN', 'E0', 'A'].map((line) => line.padEnd(44, '<'))],
    ['one line alone', ['P<CHN'.padEnd(44, '<')]],
    ['88 characters without a filler', ['A'.repeat(88)]],
    ['other characters', ['P<CHN'.padEnd(44, '<'), 'é'.padEnd(44, '<')]],
  ])('when it is %s, then it is not taken for one', (_, lines) => {
    const text = lines.join('\n');
    expect(recognise(layOpen({ type: 'text', text }), [])?.name).not.toBe('mrz');
    expect(() => read(lines)).toThrow(/^malformed/);
  });
});

interface Vectors {
  valid: string[][];
  invalid: string[][];
  cheminfo: { name: string; lines: string[]; valid: boolean }[];
}

describe.skipIf(!hasVectors)(`Given the public samples (${ABSENT} otherwise)`, () => {
  const { valid, invalid, cheminfo }: Vectors = hasVectors
    ? JSON.parse(vector('icao/mrz-vectors.json'))
    : { valid: [], invalid: [], cheminfo: [] };

  test('when the valid ones are read, then every check digit is right and the person is there', async () => {
    for (const lines of valid) {
      const proof = await proofOf(lines, { ...LIVE, specimens: true });
      expect(proof.assurance, lines.join(' ')).toBe('unsigned');
      expect(claimsOf(lines).familyName, lines.join(' ')).toMatch(/^(ERIKSSON|DOE|STEVENSON)$/);
    }
    expect(claimsOf(valid[0] ?? [])).toEqual({
      fullName: 'ERIKSSON, ANNA MARIA',
      familyName: 'ERIKSSON',
      givenName: 'ANNA MARIA',
      birthDate: '1974-08-12',
      sex: 'female',
      nationality: 'UTO',
      issuingCountry: 'UTO',
      documentNumber: 'D23145890',
      validUntil: '2012-04-15',
    });
  });

  test('when the long number of the standard’s own example is read, then it is whole', () => {
    expect([4, 5].map((index) => claimsOf(valid[index] ?? []).documentNumber)).toEqual([
      'D23145890734',
      'D23145890734',
    ]);
  });

  test('when the invalid ones are read, then each is refused', async () => {
    for (const lines of invalid) {
      const refusal = async () => (await proofOf(lines, { ...LIVE, specimens: true })).refused;
      const outcome = await refusal().catch((thrown: Error) => thrown.message);
      expect(outcome, lines.join(' ')).toMatch(/^malformed/);
    }
  });

  test('when documents of real states are read, then those that are right are read right', async () => {
    const withCheckDigits = cheminfo.filter(({ lines, valid: right }) => right && lines[0]?.length !== 9);
    expect(withCheckDigits.length).toBeGreaterThan(12);
    for (const { name, lines } of withCheckDigits) {
      expect((await proofOf(lines)).assurance, name).toBe('unsigned');
    }
  });

  test('when the Swiss driving licence is read, whose zone has no check digit, then it is no identity document here', () => {
    const [licence] = cheminfo.filter(({ lines, valid: right }) => right && lines[0]?.length === 9);
    const presented = layOpen({ type: 'text', text: (licence?.lines ?? []).join('\n') });
    expect(recognise(presented, [])).toBeUndefined();
  });
});

describe('Given the French identity card of before 2021', () => {
  const family = 'IDFRAMODELE<FICTIF<<<<<<<<<<<<1RE002';
  const lineOf = (number: string, given: string, birth: string, sex: string) => {
    const open = `${number}${checkDigit(number)}${given.padEnd(14, '<')}${birth}${checkDigit(birth)}${sex}`;
    return open + checkDigit(family + open);
  };
  const second = lineOf('1804GVA12345', 'LOU<ANNE<<MAY', '910314', 'F');

  test('when it is read, then names, number and birth date are where it has them, and no expiry is guessed', async () => {
    expect(claimsOf([family, second])).toEqual({
      fullName: 'MODELE FICTIF, LOU ANNE MAY',
      familyName: 'MODELE FICTIF',
      givenName: 'LOU ANNE MAY',
      birthDate: '1991-03-14',
      sex: 'female',
      nationality: 'FRA',
      issuingCountry: 'FRA',
      documentNumber: '1804GVA12345',
    });
    expect((await proofOf([family, second])).assurance).toBe('unsigned');
  });

  test('when an optical reader takes a zero for an O in its number, then the check digit puts it right', () => {
    const misread = second.replace('1804', '18O4');
    expect(claimsOf([family, misread]).documentNumber).toBe('1804GVA12345');
  });

  test.each([
    ['a digit of the number', family, second.replace('12345', '12346')],
    ['a letter of the family name', family.replace('FICTIF', 'FICTIV'), second],
    ['the birth date', family, second.replace('910314', '910315')],
  ])('when %s is another, then it is refused', async (_, ...lines) => {
    expect((await proofOf(lines)).refused).toBe('malformed');
  });

  test('when its lines are to open a chip, then they open none', () => {
    expect(() => mrzKeyIn([family, second].join('\n'))).toThrow('no chip');
  });
});
