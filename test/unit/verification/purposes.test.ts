import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { purposeNamed, purposes, readPurpose } from '../../../main/verification/purposes';

const hotel = () => structuredClone(purposeNamed('hotel.check-in'));

describe('the purposes that ship', () => {
  test('Given the four counters, when the purposes are asked for, then each is there once', () => {
    expect(purposes.map(({ name }) => name)).toEqual([
      'hotel.check-in',
      'bank.verify-customer',
      'reservation.claim',
      'social.entitlement',
    ]);
  });

  test.each(purposes)(
    'Given $name, when it is looked at, then it has words for people in both languages',
    ({ title }) => {
      expect(title['en']).toMatch(/\w/);
      expect(title['zh-CN']).toMatch(/\p{Script=Han}/u);
    },
  );

  test.each(purposes)('Given $name, when it keeps something, then never the portrait', ({ keeps }) => {
    expect(keeps).not.toContain('portrait');
  });

  test('Given a name nobody knows, when it is asked for, then the answer names those there are', () => {
    expect(() => purposeNamed('casino.entry')).toThrow(/hotel\.check-in/);
  });
});

describe('a fifth purpose', () => {
  test('Given a JSON file that is right, when it is read, then it is a purpose', () => {
    expect(
      readPurpose({ ...hotel(), name: 'library.card', keeps: ['fullName'], handsOver: ['fullName'] }).keeps,
    ).toEqual(['fullName']);
  });

  test.each([
    ['hands over more than it keeps', { handsOver: ['portrait'] }],
    ['keeps more than it sees', { keeps: ['email'] }],
    ['sees a claim that does not exist', { sees: ['shoeSize'] }],
    [
      'lets a signature suffice for a format it does not accept',
      { accepts: ['e-id-code'], offline: { ...hotel().offline, mayQueue: [] } },
    ],
    ['queues a format it does not accept', { offline: { ...hotel().offline, mayQueue: ['hcert'] } }],
    [
      'takes a format without its holder’s key that it does not accept',
      { offline: { ...hotel().offline, withoutHolderKey: ['hcert'] } },
    ],
    ['takes consent as a ground without a text to agree to', { legalBases: ['consent'] }],
    ['has a member nobody knows', { keepsEverything: true }],
    ['lets the trust list grow no age at all', { offline: { ...hotel().offline, trustListHours: 0 } }],
  ])('Given a file that %s, when it is read, then it cannot be used', (_, change) => {
    expect(() => readPurpose({ ...hotel(), ...change })).toThrow(/purpose cannot be used/);
  });
});

describe('the profiles for banks', () => {
  const profile = (name: string) => {
    const file = path.resolve(import.meta.dirname, `../../../docs/purposes/${name}.json`);
    return readPurpose(JSON.parse(readFileSync(file, 'utf8')));
  };

  test.each([
    [
      'bank.us-cip',
      ['documentKind', 'documentNumber', 'issuingCountry', 'validFrom', 'validUntil', 'birthDate', 'address'],
    ],
    [
      'bank.de-gwg',
      ['documentKind', 'documentNumber', 'issuingAuthority', 'birthDate', 'nationality', 'address'],
    ],
  ] as const)(
    'Given %s, when it is read, then it keeps what the law names for five years, no image, and a second person approves what does not fit',
    (name, kept) => {
      const { form, keeps, retention, approvals, secondPerson, legalBases } = profile(name);
      expect({ form, secondPerson, legalBases }).toEqual({
        form: 'customer',
        secondPerson: true,
        legalBases: ['legal-obligation'],
      });
      expect(keeps).toEqual(expect.arrayContaining([...kept]));
      expect(keeps).not.toContain('portrait');
      expect(approvals).toEqual(expect.arrayContaining(['manual-entry', 'discrepancy']));
      expect(retention.days).toBeGreaterThanOrEqual(5 * 365 + 1);
    },
  );
});

describe('the profiles for hotels abroad', () => {
  test.each([
    ['hotel.es-ses-hospedajes', 'ses-hospedajes', 3 * 365],
    ['hotel.it-alloggiati-web', 'alloggiati-web', 365],
  ] as const)(
    'Given %s, when it is read, then the clerk is asked what the ministry asks, nobody serves themselves, and no more of the document is kept than that',
    (name, asks, days) => {
      const file = path.resolve(import.meta.dirname, `../../../docs/purposes/${name}.json`);
      const { form, keeps, reporting, unattended, retention } = readPurpose(
        JSON.parse(readFileSync(file, 'utf8')),
      );
      expect({ form, reporting, unattended }).toEqual({
        form: 'stay',
        reporting: { withinHours: 24, asks },
        unattended: undefined,
      });
      for (const claim of ['portrait', 'ethnicity', 'passNumber']) expect(keeps).not.toContain(claim);
      expect(retention.days).toBeGreaterThanOrEqual(days);
    },
  );
});
