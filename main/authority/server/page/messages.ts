import { ar } from './messages/ar';
import { type PageMessages, en } from './messages/en';
import { es } from './messages/es';
import { it } from './messages/it';
import { zhCn } from './messages/zh-cn';

export type { PageMessages };

const catalogues = { en, 'zh-CN': zhCn, es, it, ar } as const satisfies Record<string, PageMessages>;

export type PageLanguage = keyof typeof catalogues;

/** The language of the page for what a browser asks for: the first of those it names that is here. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  for (const tag of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const [main = ''] = tag.trim().split(/[-;]/);
    const found = languages.find((language) => language.toLowerCase().split('-')[0] === main);
    if (found) return found;
  }
  return 'en';
}

/** Which way the language is written. */
export function pageDirection(language: PageLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

export function pageMessages(language: PageLanguage): PageMessages {
  return catalogues[language];
}

const languages: readonly PageLanguage[] = ['en', 'zh-CN', 'es', 'it', 'ar'];

/** A word of a closed list that came from elsewhere; itself where there is no word for it. */
export function wordFor(messages: PageMessages, key: string): string {
  const found = Object.entries(messages).find(([name]) => name === key);
  return found?.[1] ?? key;
}
