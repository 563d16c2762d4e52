import type { Settings } from '../../shared/domain/settings';
import { directionOf } from '../messages/language';

/** What the operating system prefers; asked of `matchMedia` by the window. */
export interface SystemPreference {
  dark: boolean;
  moreContrast: boolean;
}

/** The attributes that the root element carries for these settings. */
export function appearanceOf(settings: Settings, system: SystemPreference) {
  const dark = settings.theme === 'system' ? system.dark : settings.theme === 'dark';
  const more = settings.contrast === 'system' ? system.moreContrast : settings.contrast === 'more';
  return {
    lang: settings.language,
    dir: directionOf(settings.language),
    theme: dark ? 'dark' : 'light',
    contrast: more ? 'more' : 'standard',
  } as const;
}

const DARK = '(prefers-color-scheme: dark)';
const MORE_CONTRAST = '(prefers-contrast: more)';

/** Dresses the page for the settings, and again whenever the system changes its mind; the answer stops it. */
export function wearAppearance(settings: Settings): () => void {
  const queries = [window.matchMedia(DARK), window.matchMedia(MORE_CONTRAST)];
  const wear = () => {
    const { lang, dir, theme, contrast } = appearanceOf(settings, {
      dark: window.matchMedia(DARK).matches,
      moreContrast: window.matchMedia(MORE_CONTRAST).matches,
    });
    const root = document.documentElement;
    root.lang = lang;
    root.dir = dir;
    root.dataset['theme'] = theme;
    root.dataset['contrast'] = contrast;
  };
  wear();
  for (const query of queries) query.addEventListener('change', wear);
  return () => {
    for (const query of queries) query.removeEventListener('change', wear);
  };
}
