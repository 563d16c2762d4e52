import { type ReactNode, createContext, useContext, useMemo } from 'react';
import { type Language, localeOf } from './language';
import { type Moments, createMoments } from './moments';
import { type Translate, createTranslate } from './translate';

/** Everything that puts things into words in the language of the window. */
export interface Words extends Moments {
  readonly language: Language;
  readonly locale: string;
  readonly t: Translate;
  /** The name in this language, else in English, else whatever there is. */
  localised(name: Readonly<Record<string, string>>): string;
}

export function createWords(language: Language): Words {
  const t = createTranslate(language);
  return {
    ...createMoments(language, t),
    language,
    locale: localeOf(language),
    t,
    localised: (name) => name[language] ?? name['en'] ?? Object.values(name)[0] ?? '',
  };
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const words = useMemo(() => createWords(language), [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words of the window. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('There are no words outside of WordsProvider.');
  return words;
}
