import { I18nProvider } from 'react-aria-components';
import { type Language, WordsProvider, directionOf, localeOf } from '../messages';
import { ContrastTable } from './contrast-table';
import { Controls } from './controls';
import { Signs } from './signs';
import './components-page.css';

const dresses = [
  { theme: 'light', contrast: 'standard', title: 'Light' },
  { theme: 'dark', contrast: 'standard', title: 'Dark' },
  { theme: 'light', contrast: 'more', title: 'High contrast, light' },
  { theme: 'dark', contrast: 'more', title: 'High contrast, dark' },
] as const;
const languages: readonly Language[] = ['en', 'ar'];

/** Every component in each state, theme and direction, with the contrast of its colours as the browser computes them. */
export function ComponentsPage() {
  return (
    <main className="components-page">
      <h1 className="title">Components</h1>
      {dresses.map(({ theme, contrast, title }) => (
        <section key={title} className="dress" data-theme={theme} data-contrast={contrast} aria-label={title}>
          <h2 className="title">{title}</h2>
          <div className="directions">
            {languages.map((language) => (
              <div key={language} lang={language} dir={directionOf(language)} className="direction">
                <I18nProvider locale={localeOf(language)}>
                  <WordsProvider language={language}>
                    <Signs />
                    <Controls />
                  </WordsProvider>
                </I18nProvider>
              </div>
            ))}
          </div>
          <ContrastTable />
        </section>
      ))}
    </main>
  );
}
