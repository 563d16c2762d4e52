import { type ReactNode, createContext, use, useContext, useDeferredValue, useMemo } from 'react';
import { type Catalogue, catalogueOf } from './catalogues';
import { en } from './en';
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

export function createWords(language: Language, catalogue: Catalogue): Words {
  const t = createTranslate(language, catalogue);
  return {
    ...createMoments(language, t),
    language,
    locale: localeOf(language),
    t,
    localised: (name) => name[language] ?? name['en'] ?? Object.values(name)[0] ?? '',
  };
}

const WordsContext = createContext<Words | null>(null);

/** In another language once its catalogue is there: until then what is shown stays as it is. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const spoken = useDeferredValue(language);
  const catalogue = spoken === 'en' ? en : use(catalogueOf(spoken));
  const words = useMemo(() => createWords(spoken, catalogue), [spoken, catalogue]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words of the window. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('There are no words outside of WordsProvider.');
  return words;
}
