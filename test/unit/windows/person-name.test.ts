import { describe, expect, it } from 'vitest';
import { ageOn, languageOfName, personName } from '../../../renderer/components/person-name';

describe('a person’s name', () => {
  it('Given a name in its own script and in Latin letters, when it is shown, then the own script comes first', () => {
    expect(personName({ fullName: '林晚秋', latinName: 'Lin Wanqiu' })).toEqual({
      name: '林晚秋',
      latin: 'Lin Wanqiu',
    });
  });

  it('Given a name in parts, when it is shown, then the parts are joined as they came', () => {
    expect(personName({ givenName: 'Aino', familyName: 'Lehtisalo' }).name).toBe('Aino Lehtisalo');
  });

  it('Given a Latin name alone, when it is shown, then it is shown once', () => {
    expect(personName({ latinName: 'Rafael Quintero' })).toEqual({
      name: 'Rafael Quintero',
      latin: undefined,
    });
  });

  it('Given a name in two languages, when it is shown, then each is there once', () => {
    expect(personName({ fullName: 'Samira Tazouani', secondFullName: 'سميرة التازواني' })).toEqual({
      name: 'Samira Tazouani',
      latin: undefined,
      second: 'سميرة التازواني',
    });
    expect(personName({ secondFullName: 'سميرة التازواني' })).toEqual({ name: 'سميرة التازواني' });
    expect(personName({ fullName: 'Samira', secondFullName: 'Samira' })).toEqual({ name: 'Samira' });
  });

  it('Given no name, when it is shown, then there is none', () => {
    expect(personName({})).toEqual({ name: undefined, latin: undefined });
  });

  it.each([
    ['林晚秋', 'zh'],
    ['さくら 花子', 'ja'],
    ['Ελένη Καραγιάννη', 'el'],
    ['نادية بنشقرون', 'ar'],
    ['Марек Оравец', 'und-Cyrl'],
    ['Tomás Ferreira', undefined],
  ])('Given the name %s, when its language is asked, then it is %s', (name, language) => {
    expect(languageOfName(name)).toBe(language);
  });

  it.each([
    ['山田花子', 'jpn', 'ja'],
    ['فرزانه احمدی', 'fas', 'fa'],
    ['نادية بنشقرون', 'AR', 'ar'],
    ['Марек Оравец', 'ukr', 'uk'],
    ['Tomás Ferreira', 'por', 'pt'],
    ['ሰላም ተስፋዬ', undefined, 'und-Ethi'],
    ['نادية بنشقرون', 'eng', 'ar'],
    ['Nadia Benchekroun', 'ara', undefined],
    ['Nadia Benchekroun', 'Arabic', undefined],
    ['Nadia Benchekroun', 'en"onload', undefined],
  ])(
    'Given the name %s of an issuer that declares %s, when its language is asked, then it is %s: a tag that its letters allow',
    (name, declared, language) => {
      expect(languageOfName(name, declared)).toBe(language);
    },
  );
});

describe('a person’s age', () => {
  it.each([
    ['1992-06-02', new Date(2026, 5, 1), 33],
    ['1992-06-02', new Date(2026, 5, 2), 34],
    ['2008-02-29', new Date(2026, 1, 28), 17],
    ['2008-02-29', new Date(2026, 2, 1), 18],
  ])('Given a birth on %s, when the day is %s, then the age is %d', (birth, on, age) => {
    expect(ageOn(birth, on)).toBe(age);
  });

  it.each([undefined, '1992', '1992-06'])(
    'Given the birth date %s, when the age is asked, then nobody guesses',
    (birth) => {
      expect(ageOn(birth, new Date(2026, 10, 19))).toBeUndefined();
    },
  );
});
