import { expect, test } from 'vitest';
import { entriesOfPerson } from '../../../main/journal/person-entries';

const entry = (position: number, fullName: string) => ({
  position,
  id: `entry-${position}`,
  about: null,
  claims: { fullName },
});

test('Given the family name and a given name of one rare character, when that person is sought, then nobody else of the family is found', () => {
  const entries = [entry(1, '王芳'), entry(2, '李 𠮷')];
  expect(entriesOfPerson('王 𠮷', () => entries)).toEqual(new Set());
  expect(entriesOfPerson('李 𠮷', () => entries)).toEqual(new Set([2]));
});
