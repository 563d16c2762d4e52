import { describe, expect, it } from 'vitest';
import { checkedTyped, emptyTyped } from '../../../renderer/counter/typed-draft';

const today = '2026-11-19';
const typed = {
  ...emptyTyped,
  kind: 'refugee-document',
  number: ' R-204 771 ',
  familyName: ' Haddadi ',
  birthDate: '1988-02-29',
  issuingCountry: 'ita',
} as const;

describe('a document typed by hand', () => {
  it('Given what every document has, when it is sent, then it goes without the spaces around it and without what is empty', () => {
    expect(checkedTyped(typed, today)).toEqual({
      document: {
        kind: 'refugee-document',
        number: 'R-204 771',
        familyName: 'Haddadi',
        givenName: '',
        birthDate: '1988-02-29',
        issuingCountry: 'ITA',
      },
    });
  });

  it('Given an empty form, when it is sent, then each field that a document always has is named', () => {
    expect(checkedTyped(emptyTyped, today)).toEqual({
      faults: {
        kind: 'typed.error-kind',
        issuingCountry: 'typed.error-country',
        number: 'typed.error-number',
        familyName: 'typed.error-name',
        birthDate: 'typed.error-birth-date',
      },
    });
  });

  it('Given a birth date still to come, when it is sent, then that date is at fault', () => {
    expect(checkedTyped({ ...typed, birthDate: '2026-11-20' }, today)).toEqual({
      faults: { birthDate: 'typed.error-future' },
    });
  });
});
