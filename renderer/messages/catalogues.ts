import { en } from './en';
import type { Language } from './language';

export type MessageKey = keyof typeof en;
/** A catalogue in another language: a missing or an extra message fails the type check. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** A window reads the words of a language when it is to speak it: five at once would be a quarter of its program. */
const others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogue>>> = {
  'zh-CN': async () => (await import('./zh-CN')).zhCN,
  es: async () => (await import('./es')).es,
  it: async () => (await import('./it')).it,
  ar: async () => (await import('./ar')).ar,
};

const asked = new Map<Language, Promise<Catalogue>>();

/** The catalogue of a language. It is loaded once; the same promise comes each time. */
export function catalogueOf(language: Language): Promise<Catalogue> {
  const before = asked.get(language);
  if (before) return before;
  const catalogue = language === 'en' ? Promise.resolve(en) : others[language]();
  asked.set(language, catalogue);
  return catalogue;
}
