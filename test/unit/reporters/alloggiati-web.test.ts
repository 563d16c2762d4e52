import { assert, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import {
  alloggiatiDeadline,
  alloggiatiFile,
  LINE_LENGTH,
} from '../../../main/authority/reporters/alloggiati-web';
import { type AlloggiatiGuest, alloggiatiProblems } from '../../../shared/domain/reporting/alloggiati-guest';

const today = '2026-11-28';
const guest: AlloggiatiGuest = {
  role: 'head-of-family',
  arrival: today,
  days: 3,
  surname: 'Nuñez Rossi',
  givenName: 'Zoé',
  sex: 'female',
  birthDate: '1983-12-19',
  birthMunicipality: '410099999',
  birthProvince: 'GE',
  birthState: '100000100',
  citizenship: '100000100',
  document: { type: 'IDENT', number: 'IT-2046', placeOfIssue: '410099999' },
};
const member: AlloggiatiGuest = {
  ...guest,
  role: 'family-member',
  givenName: 'Pia',
  document: undefined,
} as AlloggiatiGuest;

test('Given a family, when its file is written, then each line has 168 characters in the ministry’s places, CRLF between and none after the last', () => {
  const file = alloggiatiFile([guest, member], today);
  const lines = file.split('\r\n');
  expect(lines.map(({ length }) => length)).toEqual([LINE_LENGTH, LINE_LENGTH]);
  expect(file.endsWith('\n')).toBe(false);
  const [head = '', second = ''] = lines;
  const field = (offset: number, length: number) => head.slice(offset, offset + length);
  expect([field(0, 2), field(2, 10), field(12, 2)]).toEqual(['17', '28/11/2026', '03']);
  expect(field(14, 50).trimEnd()).toBe('NUNEZ ROSSI');
  expect(field(64, 30).trimEnd()).toBe('ZOE');
  expect([field(94, 1), field(95, 10)]).toEqual(['2', '19/12/1983']);
  expect([field(105, 9), field(114, 2), field(116, 9), field(125, 9)]).toEqual([
    '410099999',
    'GE',
    '100000100',
    '100000100',
  ]);
  expect([field(134, 5), field(139, 20).trimEnd(), field(159, 9)]).toEqual(['IDENT', 'IT-2046', '410099999']);
  expect(second.slice(0, 2)).toBe('19');
  expect(second.slice(134)).toBe(' '.repeat(34));
});

test.each([
  ['arrival', { arrival: '2026-11-26' }],
  ['arrival', { arrival: '2026-11-29' }],
  ['days', { days: 31 }],
  ['surname', { surname: '林' }],
  ['givenName', { givenName: 'x'.repeat(31) }],
  ['birthDate', { birthDate: '2027-01-01' }],
  ['citizenship', { citizenship: 'ITA' }],
  ['birthMunicipality', { birthProvince: undefined }],
  ['document', { document: undefined }],
])(
  'Given a guest whose %s the ministry would refuse, when it is checked, then the field is named and its content is not told',
  (field, change) => {
    const bent = { ...guest, ...change } as AlloggiatiGuest;
    const found = alloggiatiProblems([bent], today);
    expect(found.map((problem) => problem.field)).toContain(field);
    expect(() => alloggiatiFile([bent], today)).toThrow(RangeError);
  },
);

test('Given a member without a head before it, when it is checked, then the order is refused', () => {
  expect(alloggiatiProblems([member, guest], today)).toMatchObject([{ guest: 0, field: 'role' }]);
});

test('Given any names and stays, when they pass the check, then the line still has its length', () => {
  assert(
    property(string(), string(), integer(), (surname, givenName, days) => {
      const any = { ...guest, surname, givenName, days };
      if (alloggiatiProblems([any], today).length > 0) return;
      expect(alloggiatiFile([any], today)).toHaveLength(LINE_LENGTH);
    }),
  );
});

test('Given an arrival, when its deadline is asked for, then it is 24 hours, and 6 for a stay shorter than a day', () => {
  const arrived = new Date('2026-11-28T10:00:00Z');
  expect(alloggiatiDeadline(arrived, 48).toISOString()).toBe('2026-11-29T10:00:00.000Z');
  expect(alloggiatiDeadline(arrived, 5).toISOString()).toBe('2026-11-28T16:00:00.000Z');
});
