import { useEffect, useState } from 'react';
import type { Settings } from '../../shared/domain/settings';
import { wearAppearance } from '../design';
import type { Language } from '../messages';

/**
 * The language of a page that customers use one after the other: the site's, until the one whose turn it is chooses
 * another; it goes back when the page welcomes the next, or by `null`. The page wears it.
 */
export function useTurnLanguage(
  show: string | undefined,
  settings: Settings,
): [language: Language, choose: (language: Language | null) => void] {
  const [chosen, choose] = useState<Language | null>(null);
  const [before, setBefore] = useState(show);
  if (show !== before) {
    setBefore(show);
    if (show === 'welcome') choose(null);
  }
  const language = chosen ?? settings.language;
  useEffect(() => wearAppearance({ ...settings, language }), [settings, language]);
  return [language, choose];
}
