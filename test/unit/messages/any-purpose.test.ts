import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../renderer/messages/catalogues';
import { type Language, languages } from '../../../renderer/messages/language';

/** What is said at a hotel alone: of its form, its party, its card, its report to the police. */
const ofStays =
  /^(stay|party|duplicate|relationship|guardian|card|ask|asked|report|people\.stay|alert\.(stay-elsewhere|report-refused)|guests\.(void|check-out|departed|left)|recorded\.(room|stay|nights|guest|next|party)|self-service\.(form-stay|room|error-room|record-stay|nights)|ready\.(checked-in|last-room))\b/;
const alsoOfStays = new Set([
  'space.desk',
  'column.stay',
  'kind.check-out',
  'error.already-checked-out.happened',
]);

const hotelWords: Readonly<Record<Language, RegExp>> = {
  en: /\bcheck(ed|s)?[ -]ins?\b|\bguests?\b|\bhotels?\b/i,
  'zh-CN': /入住|住客|房号|酒店/,
  es: /check-in|huésped|habitaci|llegada|\bhotel/i,
  it: /check-in|\bospit|\bhotel/i,
  ar: /تسجيل الوصول|تسجيل وصول|(?<!ت)نزيل|نزلاء|فندق/,
};

describe('words of every purpose', () => {
  it.each(languages)(
    'Given a bank that speaks %s, when anything is said that is not of a stay, then nobody checks in and there are no guests',
    async (language) => {
      const said = Object.entries(await catalogueOf(language)).filter(
        ([key]) => !ofStays.test(key) && !alsoOfStays.has(key),
      );
      expect(said.filter(([, words]) => hotelWords[language].test(words))).toEqual([]);
      expect(said.length).toBeGreaterThan(500);
    },
  );
});
