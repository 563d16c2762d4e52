import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { wearAppearance } from '../design';
import { WordsProvider, localeOf } from '../messages';
import { TerminalProvider, useView } from '../terminal';
import { App } from './app';
import { SampleSheet } from './sample-sheet';

/** The page: the counter, or the sheet of sample codes that the shell prints. */
export function Window() {
  return (
    <TerminalProvider>
      <Dressed />
    </TerminalProvider>
  );
}

function Dressed() {
  const { settings } = useView();
  useEffect(() => wearAppearance(settings), [settings]);
  const Page = window.location.hash === '#/sample-sheet' ? SampleSheet : App;
  return (
    <I18nProvider locale={localeOf(settings.language)}>
      <WordsProvider language={settings.language}>
        <Page />
      </WordsProvider>
    </I18nProvider>
  );
}
