import { expect, test } from 'vitest';
import { pageLanguage } from '../../../main/authority/server/page/messages';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-DE,de;q=0.9', 'en'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['es-MX', 'es'],
  ['it;q=0.9', 'it'],
  ['de, AR-eg;q=0.5, en;q=0.3', 'ar'],
  ['item, esperanto', 'en'],
])('Given a browser that asks for %s, when the page is made, then it is in %s', (asked, language) => {
  expect(pageLanguage(asked)).toBe(language);
});
