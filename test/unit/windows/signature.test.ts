import { describe, expect, it } from 'vitest';
import { languageForGuest, needsSignature } from '../../../renderer/front-desk/signature';

const at = '2026-11-19T14:02:07Z';

describe('a registration card', () => {
  it.each([
    ['a grown-up', '1990-07-12', true],
    ['a guest who is 14 today', '2012-11-19', true],
    ['a child who is 14 tomorrow', '2012-11-20', false],
    ['somebody whose birth date nobody knows', undefined, true],
  ])(
    'Given %s, when the card is printed, then whether it is to be signed is right',
    (_who, birthDate, signs) => {
      expect(needsSignature({ at, claims: { ...(birthDate && { birthDate }) } })).toBe(signs);
    },
  );

  it('Given a guest whose language has words here, when the card is printed, then it is in that language; else in the site’s', () => {
    expect(languageForGuest('CHN', 'it')).toBe('zh-CN');
    expect(languageForGuest('MAR', 'it')).toBe('ar');
    expect(languageForGuest('GRC', 'it')).toBe('it');
    expect(languageForGuest(undefined, 'es')).toBe('es');
  });
});
