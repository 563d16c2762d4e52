import type { Settings } from '../../shared/domain/settings';

export type Language = Settings['language'];

/** Each language under its own name, as the preferences offer them. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  'zh-CN': '简体中文',
  es: 'Español',
  it: 'Italiano',
  ar: 'العربية',
};

/** In the order in which they are offered. */
export const languages = Object.keys(languageNames) as Language[];

/** Which way a line of this language runs. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The locale that dates, numbers and names are written in. English keeps the 24-hour clock and the day before the month. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}
