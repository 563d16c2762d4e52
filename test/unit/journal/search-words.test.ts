import { describe, expect, test } from 'vitest';
import { compact, folded, nameWords, searchTerms, soughtWords } from '../../../main/journal/search-words';

const finds = (name: string, term: string) => {
  const filed = nameWords(name);
  const sought = soughtWords(folded(term));
  return sought.length > 0 && sought.every((word) => filed.includes(word));
};

describe('Given a name on file', () => {
  test.each([
    ['José García-Peña', 'garcia'],
    ['José García-Peña', 'PEÑA'],
    ['José García-Peña', 'García-Peña'],
    ['林晓燕', '林'],
    ['林晓燕', '晓燕'],
    ['林晓燕', '林晓燕'],
    // A character beyond the first 65,536, as some names have it: two units of the runtime, one letter.
    ['𠮷田', '𠮷'],
    ['𠮷田', '𠮷田'],
    ['阿迪力·买买提', '买买提'],
    ['ＬＩＮ Xiaoyan', 'lin'],
    ['عائشة بنت محمد', 'محمد'],
    ['अदिति शर्मा', 'शर्मा'],
    ["Siobhán O'Brien", "o'brien"],
    ['김하늘', '김하늘'],
  ])('%s, when %s is sought, then it is found', (name, term) => {
    expect(finds(name, term)).toBe(true);
  });

  test.each([
    ['José García-Peña', 'gar'],
    ['林晓燕', '燕'],
    ['林晓燕', '林燕'],
    ['अदिति शर्मा', 'शर्म'],
  ])('%s, when %s is sought, then it is not: history knows whole words', (name, term) => {
    expect(finds(name, term)).toBe(false);
  });
});

test('Given a query of several words, when it is taken apart, then each term counts once and bare signs do not', () => {
  expect(searchTerms('  Lin   204 lin - ')).toEqual(['lin', '204']);
  expect(searchTerms('')).toEqual([]);
});

test('Given a room or a number with signs, when it is compared, then letters and digits alone count', () => {
  expect(compact('12-A')).toBe('12a');
  expect(compact('A0 123 998')).toBe('a0123998');
});
