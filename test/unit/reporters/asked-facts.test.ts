import { assert, constantFrom, dictionary, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../renderer/front-desk/report-draft';
import { AskedField, ITALY, askedFields, lackingFacts } from '../../../shared/domain/reporting/asked-facts';
import { partyFacts } from '../../../shared/domain/reporting/party-facts';
import { ReportFacts } from '../../../shared/domain/reporting/report-facts';

const stay = { room: '12', arrival: '2026-11-28', departure: '2026-11-30' };
const passport = {
  familyName: 'Rossi',
  givenName: 'Ada',
  birthDate: '1980-04-27',
  sex: 'female',
  nationality: 'ITA',
  documentNumber: 'YA1234567',
} as const;
const address = { street: 'Via Roma 1', postcode: '00100', country: 'ITA', municipality: 'Roma' };

describe('what Spain asks beyond a document', () => {
  const asked = (claims: object, facts: ReportFacts = {}, leads = true) =>
    askedFields('ses-hospedajes', claims, facts, { leads, stay });

  test('Given a passport that says everything of the person, when it is checked in, then address, contact and payment are asked, and nothing that it says', () => {
    expect(asked(passport)).toEqual([
      'documentType',
      'street',
      'postcode',
      'municipality',
      'country',
      'telephone',
      'email',
      'payment',
      'rooms',
    ]);
    expect(asked(passport, {}, false)).not.toContain('payment');
    expect(asked(passport, { documentType: 'NIE' })).toEqual(
      expect.arrayContaining(['secondSurname', 'documentSupport']),
    );
  });

  test('Given a code that says one name and a country in words, when it is checked in, then the parts of the name and the nationality are asked', () => {
    expect(asked({ fullName: 'Ada Rossi', nationality: 'Italy' })).toEqual(
      expect.arrayContaining(['surname', 'givenName', 'birthDate', 'nationality', 'documentNumber']),
    );
  });

  test('Given what was answered, when it is held against the ministry’s rules, then what is missing or wrong is named, of the person it is about', () => {
    const lacking = (...facts: ReportFacts[]) =>
      lackingFacts(
        'ses-hospedajes',
        facts.map((each) => ({ claims: passport, facts: each })),
        stay,
      );
    expect(lacking({ address, telephone: '+39 06 1' })).toEqual([[]]);
    expect(lacking({ address, email: 'a@b.example' }, {})).toEqual([
      [],
      ['country', 'street', 'postcode', 'municipality', 'telephone'],
    ]);
    expect(lacking({ address: { ...address, street: undefined }, email: 'a@b.example' })).toEqual([
      ['street'],
    ]);
    expect(lacking({ address: { ...address, country: 'ESP' }, email: 'a@b.example' })).toEqual([
      ['municipality'],
    ]);
  });

  test('Given a child with its mother, when she answers for it, then what she is to it is not asked again; when nobody does, it is', () => {
    const child = { ...passport, birthDate: '2019-01-02' };
    const members = (guardian: boolean) =>
      partyFacts('ses-hospedajes', [
        { verdict: 'mother', facts: { address, telephone: '1' } },
        {
          verdict: 'child',
          relationship: 'child',
          facts: { address, telephone: '1' },
          ...(guardian && { guardian: { verdict: 'mother', relationship: 'parent' } }),
        },
      ]);
    const lacking = (facts: ReportFacts[]) =>
      lackingFacts(
        'ses-hospedajes',
        [passport, child].map((claims, place) => ({ claims, facts: facts[place] ?? {} })),
        stay,
      );
    expect(members(true)[0]?.kinship).toBe('PM');
    expect(lacking(members(true))).toEqual([[], []]);
    expect(lacking(members(false))).toEqual([['kinship'], []]);
  });

  test('Given a minor of 15 alone, when the clerk has seen the permission, then no kinship is asked', () => {
    const teen = { ...passport, birthDate: '2015-01-02' };
    const alone = (permissionSeen?: true) =>
      partyFacts('ses-hospedajes', [
        {
          verdict: 'teen',
          facts: { address, telephone: '1' },
          guardian: { relationship: 'parent', permissionSeen },
        },
      ]);
    const later = { ...stay, arrival: '2030-05-01', departure: '2030-05-02' };
    const lacking = (facts: ReportFacts[]) =>
      lackingFacts('ses-hospedajes', [{ claims: teen, facts: facts[0] ?? {} }], later);
    expect(lacking(alone())).toEqual([['kinship']]);
    expect(lacking(alone(true))).toEqual([[]]);
  });
});

describe('what Italy asks beyond a document', () => {
  const codes = { birthState: '100000215', citizenship: '100000215' };
  const document = { documentType: 'PASOR', documentPlaceOfIssue: '100000215' };

  test('Given a passport, when it is checked in, then the ministry’s codes are asked, of somebody born in Italy the municipality too, of a member no document', () => {
    const asked = (facts: ReportFacts, leads = true) =>
      askedFields('alloggiati-web', passport, facts, { leads, stay });
    expect(asked({})).toEqual(['birthState', 'citizenship', 'documentType', 'documentPlaceOfIssue']);
    expect(asked({ birthState: ITALY })).toEqual(
      expect.arrayContaining(['birthMunicipality', 'birthProvince']),
    );
    expect(asked({}, false)).toEqual(['birthState', 'citizenship']);
  });

  test('Given a family and a group, when they are reported, then head and members are told apart without being asked', () => {
    const roles = (relationship: 'spouse' | 'colleague') =>
      partyFacts('alloggiati-web', [{ verdict: 'a' }, { verdict: 'b', relationship }]).map(
        ({ role }) => role,
      );
    expect(roles('spouse')).toEqual(['head-of-family', 'family-member']);
    expect(roles('colleague')).toEqual(['head-of-group', 'group-member']);
    expect(partyFacts('alloggiati-web', [{ verdict: 'a' }])).toEqual([{}]);
  });

  test('Given a name in Chinese letters, when nothing is entered, then the name is asked; entered in Latin letters, it is whole', () => {
    const claims = { ...passport, familyName: '林', givenName: '小明' };
    const of = (facts: ReportFacts) => lackingFacts('alloggiati-web', [{ claims, facts }], stay)[0];
    expect(of({ ...codes, ...document })).toEqual(expect.arrayContaining(['surname', 'givenName']));
    expect(of({ ...codes, ...document, surname: 'Lin', givenName: 'Xiaoming' })).toEqual([]);
  });
});

test('Given whatever a clerk enters, when it is made into facts, then the contract takes them', () => {
  assert(
    property(dictionary(constantFrom(...AskedField.options), string()), (draft) => {
      expect(ReportFacts.safeParse(factsOf(draft)).success).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(
    factsOf({ street: ' Calle Mayor 1 ', country: 'esp', municipality: '28079', rooms: '2', sex: '' }),
  ).toEqual({
    address: { street: 'Calle Mayor 1', country: 'ESP', municipalityCode: '28079' },
    rooms: 2,
  });
});
