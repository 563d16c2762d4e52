import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { wearAppearance } from '../design';
import { FirstStart, useFirstStart } from '../first-start';
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
  const firstStart = useFirstStart();
  return (
    <I18nProvider locale={localeOf(settings.language)}>
      <WordsProvider language={settings.language}>
        {window.location.hash === '#/sample-sheet' ? (
          <SampleSheet />
        ) : firstStart.shown ? (
          <FirstStart enrolling={firstStart.enrolling} onDone={firstStart.done} />
        ) : (
          <App />
        )}
      </WordsProvider>
    </I18nProvider>
  );
}
