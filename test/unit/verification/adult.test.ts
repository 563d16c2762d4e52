import { expect, test } from 'vitest';
import { isAdult } from '../../../main/verification/adult';

const noon = (year: number, month: number, day: number) => new Date(year, month - 1, day, 12);

test.each([
  ['2008-11-20', noon(2026, 11, 20), true],
  ['2008-11-21', noon(2026, 11, 20), false],
  ['2008-02-29', noon(2026, 2, 28), false],
  ['2008-02-29', noon(2026, 3, 1), true],
  ['1930-01-01', noon(2026, 11, 20), true],
  ['2030-01-01', noon(2026, 11, 20), false],
  ['2007', noon(2026, 11, 20), true],
  ['2008', noon(2026, 11, 20), undefined],
  ['2008', noon(2026, 12, 31), true],
  ['2009', noon(2026, 11, 20), false],
  ['2008-10', noon(2026, 11, 20), true],
  ['2008-11', noon(2026, 11, 20), undefined],
  ['2008-12', noon(2026, 11, 20), false],
])(
  'Given a birth date %s, when the day is %s, then whether the person is an adult is %s',
  (birthDate, now, adult) => {
    expect(isAdult(birthDate, now)).toBe(adult);
  },
);
