import { Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { wearAppearance } from '../design';
import { useFirstStart } from '../first-start/use-first-start';
import { WordsProvider, localeOf } from '../messages';
import { OperatorGate } from '../operators';
import { TerminalProvider, useView } from '../terminal';
import { App } from './app';
import { FirstStart, ReceiptPaper, RegistrationPage, SampleSheet } from './spaces';

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
  const firstStart = useFirstStart();
  const paper = printedPaper(window.location.hash);
  const printed = paper !== undefined || window.location.hash === '#/sample-sheet';
  useEffect(
    // Paper is white, whatever the screen wears.
    () => wearAppearance(printed ? { ...settings, theme: 'light', contrast: 'standard' } : settings),
    [settings, printed],
  );
  return (
    <I18nProvider locale={localeOf(settings.language)}>
      <WordsProvider language={settings.language}>
        <Suspense>
          {paper?.page === '#/registration-card' ? (
            <RegistrationPage query={paper.query} />
          ) : paper?.page === '#/receipt' ? (
            <ReceiptPaper query={paper.query} />
          ) : window.location.hash === '#/sample-sheet' ? (
            <SampleSheet />
          ) : firstStart.shown ? (
            <FirstStart enrolling={firstStart.enrolling} onDone={firstStart.done} />
          ) : (
            <OperatorGate>
              <App />
            </OperatorGate>
          )}
        </Suspense>
      </WordsProvider>
    </I18nProvider>
  );
}

/** What the shell asked this page for, if it is there to be printed. */
function printedPaper(hash: string): { page: string; query: URLSearchParams } | undefined {
  const [page, query] = hash.split('?');
  return page && query !== undefined ? { page, query: new URLSearchParams(query) } : undefined;
}
