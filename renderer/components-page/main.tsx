import '../design';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { WordsProvider, localeOf } from '../messages';
import { ComponentsPage } from './components-page';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={localeOf('en')}>
      <WordsProvider language="en">
        <ComponentsPage />
      </WordsProvider>
    </I18nProvider>
  </StrictMode>,
);
