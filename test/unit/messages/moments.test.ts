import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../renderer/messages/catalogues';
import { createWords } from '../../../renderer/messages/words';

const en = createWords('en', await catalogueOf('en'));
const zh = createWords('zh-CN', await catalogueOf('zh-CN'));

describe('times, days and ages in words', () => {
  it.each([
    [0, '0 s', '0 秒'],
    [59.9, '59 s', '59 秒'],
    [60, '1 min', '1 分钟'],
    [3_599, '59 min', '59 分钟'],
    [3_600, '1 h', '1 小时'],
    [47 * 3_600, '47 h', '47 小时'],
    [48 * 3_600, '2 d', '2 天'],
  ])('Given an age of %d seconds, when it is said, then it is %s or %s', (seconds, english, chinese) => {
    expect(en.age(seconds)).toBe(english);
    expect(zh.age(seconds)).toBe(chinese);
  });

  it.each([
    [1, '1 day', '1天'],
    [90, '90 days', '90天'],
    [365, '1 year', '1年'],
    [1_825, '5 years', '5年'],
    [1_827, '5 years', '5年'],
    [1_840, '1,840 days', '1,840天'],
  ])(
    'Given %d days for which something is kept, when it is said, then it is %s or %s',
    (days, english, chinese) => {
      expect(en.span(days)).toBe(english);
      expect(zh.span(days)).toBe(chinese);
    },
  );

  it('Given a clock that was set back, when an age would be negative, then it is nothing', () => {
    expect(en.age(-40)).toBe('0 s');
    expect(en.ago(new Date(10_000), new Date(0))).toBe('just now');
  });

  it('Given a moment four minutes ago, when it is said, then it is four minutes ago', () => {
    const now = new Date(2026, 10, 19, 14, 6, 30);
    const then = new Date(2026, 10, 19, 14, 2, 7);
    expect(en.ago(then, now)).toBe('4 min ago');
    expect(zh.ago(then, now)).toBe('4 分钟前');
  });

  it('Given a moment on this machine, when it is written, then the clock has 24 hours', () => {
    const at = new Date(2026, 10, 19, 0, 2, 7);
    expect(en.clock(at)).toBe('00:02');
    expect(en.clockWithSeconds(at)).toBe('00:02:07');
    expect(en.weekday(at)).toBe('Thursday 19 November');
    expect(zh.clock(at)).toBe('00:02');
    expect(zh.weekday(at)).toBe('11月19日星期四');
  });

  it.each([
    ['1992-06-02', '2 June 1992', '1992年6月2日'],
    ['1992-06', 'June 1992', '1992年6月'],
    ['1992', '1992', '1992年'],
    ['no date', 'no date', 'no date'],
  ])('Given the date %s, when it is written, then it says as much as is known', (date, english, chinese) => {
    expect(en.day(date)).toBe(english);
    expect(zh.day(date)).toBe(chinese);
  });

  it('Given a stay, when it is written, then arrival and departure share what they have in common', () => {
    // Runtimes differ in the space around the dash.
    expect(en.stay('2026-11-19', '2026-11-22')).toMatch(/^19\s?–\s?22 Nov$/);
    expect(en.stay('2026-11-30', '2026-12-02')).toMatch(/^30 Nov\s?–\s?2 Dec$/);
    expect(zh.stay('2026-11-19', '2026-11-22')).toBe('11月19日至22日');
    expect(zh.stay('2026-11-30', '2026-12-02')).toBe('11月30日至12月2日');
  });
});

describe('counts in words', () => {
  it('Given one record and many, when the offline banner counts them, then the sentence follows the number', () => {
    expect(en.t('banner.offline-waiting', { n: 1, age: '4 min' })).toBe(
      '1 record waits, the oldest 4 min. It is safe on this machine.',
    );
    expect(en.t('banner.offline-waiting', { n: 3, age: '4 min' })).toBe(
      '3 records wait, the oldest 4 min. They are safe on this machine.',
    );
  });

  it('Given many entries, when they are counted, then the number is grouped', () => {
    expect(en.t('rail.journal-entries', { n: 18_204 })).toBe('18,204 entries on disk');
    expect(zh.t('rail.journal-entries', { n: 18_204 })).toBe('18,204 条已写入磁盘');
  });
});

describe('names in several languages', () => {
  it('Given an issuer named in English and Chinese, when a window shows it, then it takes its own language, else English', () => {
    const name = { en: 'Registry', 'zh-CN': '登记处' };
    expect(zh.localised(name)).toBe('登记处');
    expect(zh.localised({ en: 'Registry' })).toBe('Registry');
    expect(en.localised({ de: 'Amt' })).toBe('Amt');
  });
});
