import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aamva } from '../../../main/credentials/aamva/aamva';
import { layOpen } from '../../../main/credentials/presented';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import type { PresentationContent } from '../../../shared/domain/presentation';
import type { Verdict } from '../../../shared/domain/verdict';
import { LICENCE, licenceCode } from '../../support/licence-code';
import { NOON, presentation, presentedText } from '../../support/minted';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

const context = {
  purpose: purposeNamed('hotel.check-in'),
  trust: { list: null, receivedAt: null },
  now: NOON,
  mode: 'live' as const,
  clockOffset: 0,
};
const verdictOf = async (text: string): Promise<Verdict> =>
  (await judge(presentedText(text), context)).verdict;
const claimsOf = (content: PresentationContent) => aamva.decode(layOpen(content), NOON).claims;
const claimsIn = (text: string) => claimsOf({ type: 'text', text });
const changed = (change: Readonly<Record<string, string | undefined>>, options = {}) =>
  licenceCode({ ...LICENCE, ...change }, options);

describe('a driver licence', () => {
  test('Given a licence, when it is presented in a hotel, then it is for the eye: nobody signed it, and it is never green', async () => {
    const verdict = await verdictOf(licenceCode(LICENCE));
    expect(verdict).toMatchObject({ outcome: 'check-by-eye', assurance: 'unsigned', format: 'aamva' });
    expect(verdict.checks).toContainEqual(expect.objectContaining({ name: 'signature', ok: null }));
    expect(verdict.claims).toMatchObject({
      fullName: 'SAMPLE, ALEX MARIA JR',
      birthDate: '1990-03-07',
      adult: true,
    });
  });

  test('Given a licence, when it is read, then each element is the claim it says, and what is “NONE” is nothing', () => {
    expect(claimsIn(licenceCode(LICENCE))).toEqual({
      fullName: 'SAMPLE, ALEX MARIA JR',
      familyName: 'SAMPLE',
      givenName: 'ALEX',
      middleName: 'MARIA',
      birthDate: '1990-03-07',
      sex: 'female',
      address: '1 EXAMPLE STREET\nAPT 2\nANYTOWN, VA 00001',
      documentNumber: 'T00000000',
      documentKind: 'driver-licence',
      issuingAuthority: 'IIN 636000',
      issuingCountry: 'USA',
      validFrom: '2024-06-06',
      validUntil: '2032-06-06',
    });
  });

  test('Given an identity card, when it is read, then it says so', () => {
    expect(claimsIn(changed({}, { type: 'ID' })).documentKind).toBe('identity-card');
  });

  test.each([
    ['Canada, year first', { DBB: '19900307', DBA: '20320606', DCG: 'CAN' }],
    ['a date in the order of the other country', { DBB: '19900307' }],
  ])('Given dates of %s, when it is read, then they are the same days', (_, change) => {
    expect(claimsIn(changed(change))).toMatchObject({ birthDate: '1990-03-07', validUntil: '2032-06-06' });
  });

  test('Given any day after 1800 in either order, when it is read, then it is that day', () => {
    const days = fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-');
        const birthDate = `${year}-${month}-${day}`;
        expect(claimsIn(changed({ DBB: `${month}${day}${year}` })).birthDate).toBe(birthDate);
        expect(claimsIn(changed({ DBB: `${year}${month}${day}` })).birthDate).toBe(birthDate);
      }),
    );
  });

  test.each([
    [
      'version 2, given names together',
      { DAC: undefined, DAD: undefined, DCU: undefined, DCT: 'ALEX,MARIA' },
      '02',
    ],
    [
      'version 1, one name with commas',
      { DCS: undefined, DAC: undefined, DAD: undefined, DCU: undefined, DAA: 'SAMPLE,ALEX,MARIA' },
      '01',
    ],
    ['version 1, names apart', { DCS: undefined, DCU: undefined, DAB: 'SAMPLE' }, '01'],
  ])('Given %s, when it is read, then the names are the same', (_, change, version) => {
    expect(claimsIn(changed(change, { version }))).toMatchObject({
      fullName: 'SAMPLE, ALEX MARIA',
      familyName: 'SAMPLE',
      givenName: 'ALEX',
      middleName: 'MARIA',
    });
  });

  test.each([
    ['without the closing CR', licenceCode(LICENCE, { end: '' })],
    ['with CR and LF between its lines', licenceCode(LICENCE).replaceAll('\n', '\r\n')],
    ['with CR alone between its lines', licenceCode(LICENCE).replaceAll('\n', '\r')],
    ['with another separator in its header', licenceCode(LICENCE).replace('\x1e', '\x1c')],
    ['with the older file type', licenceCode(LICENCE).replace('ANSI ', 'AAMVA')],
    ['with wrong offsets', licenceCode(LICENCE).replace(/DL\d{8}/, 'DL00000000')],
    ['with a part of its jurisdiction', `${licenceCode(LICENCE)}ZVZVA01\r`],
  ])('Given a licence %s, when it is read, then it is the same', (_, text) => {
    expect(claimsIn(text)).toEqual(claimsIn(licenceCode(LICENCE)));
  });

  test('Given accents in Latin-1, when the bytes are presented, then the name has them', () => {
    const bytes = Buffer.from(changed({ DCS: 'LÉVESQUE' }), 'latin1');
    const content = { type: 'bytes' as const, bytesBase64: bytes.toString('base64') };
    expect(aamva.recognise(layOpen(content), [])).toBe(true);
    expect(claimsOf(content).familyName).toBe('LÉVESQUE');
    expect(presentation(content).content).toBe(content);
  });

  test.each<[string, string, string]>([
    ['no number', changed({ DAQ: undefined }), 'malformed'],
    ['no name', changed({ DCS: undefined, DAC: undefined, DAD: undefined, DCU: undefined }), 'malformed'],
    ['no birth date', changed({ DBB: undefined }), 'malformed'],
    ['a birth date no calendar has', changed({ DBB: '02301990' }), 'malformed'],
    ['a birth date in words', changed({ DBB: 'MARCH 90' }), 'malformed'],
    ['a sex that is none', changed({ DBC: 'Q' }), 'malformed'],
    ['a file of something else', changed({}, { type: 'ZZ' }), 'malformed'],
    ['its lines run together', licenceCode(LICENCE).replaceAll(/[\n\r\x1e]/g, ''), 'malformed'],
    ['an expiry that is past', changed({ DBA: '06062026' }), 'expired'],
  ])('Given %s, when it is presented, then it is refused with its reason', async (_, text, reason) => {
    expect(await verdictOf(text)).toMatchObject({ outcome: 'refused', reason });
  });

  test('Given an expiry of “99999999”, when it is presented, then it names no last day', async () => {
    expect((await verdictOf(changed({ DBA: '99999999' }))).outcome).toBe('check-by-eye');
  });

  test.each(['bank.verify-customer', 'social.entitlement', 'reservation.claim'])(
    'Given a licence for %s, when it is presented, then it is not enough: not-permitted',
    async (purpose) => {
      const { verdict } = await judge(presentedText(licenceCode(LICENCE)), {
        ...context,
        purpose: purposeNamed(purpose),
      });
      expect(verdict).toMatchObject({ outcome: 'refused', reason: 'not-permitted', claims: {} });
    },
  );

  test('Given a licence with anything in any element, when it is presented, then it is for the eye or refused, never green', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(LICENCE)),
        fc.string({ unit: 'binary', maxLength: 40 }),
        async (id, value) => {
          expect((await verdictOf(changed({ [id]: value }))).outcome).not.toBe('verified');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!hasVectors)(`the public samples (${ABSENT} otherwise)`, () => {
  interface Sample {
    src: string;
    s: string;
    e: { num: string; last: string; first: string; dob: string };
  }
  const samples: Sample[] = hasVectors ? JSON.parse(vector('aamva/aamva-samples.json')) : [];

  test.each(samples)(
    'Given $src, when it is read, then its number, names and birth date are as expected',
    ({ s, e }) => {
      const { documentNumber, familyName, givenName, birthDate } = claimsIn(s);
      expect({ num: documentNumber, last: familyName, first: givenName, dob: birthDate }).toEqual(e);
    },
  );
});
