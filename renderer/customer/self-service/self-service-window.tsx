import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { useCountdown } from '../../components';
import { type Language, WordsProvider, localeOf, useWords } from '../../messages';
import { useWedge } from '../../scanner';
import { LanguageChoice } from '../language-choice';
import { TrainingBanner } from '../training-banner';
import { useTurnLanguage } from '../use-turn-language';
import { ConsentStep } from './consent-step';
import { FormStep } from './form-step';
import { SignStep } from './sign-step';
import { StaffEntry } from './staff-entry';
import { TopLine } from './top-line';
import { type SelfServing, useSelfService } from './use-self-service';
import { WalletStep } from './wallet-step';
import { WelcomeStep } from './welcome-step';
import '../customer.css';
import './self-service.css';

/** Seconds without a touch after which nothing of a person is left. */
const CLEARS_AFTER = 30;
/** For so many of them the screen says that it is about to clear. */
const WARNS_FOR = 10;

/** The window of a terminal in self-service, in the language that the person chose; it goes back when their turn is over. */
export function SelfServiceWindow() {
  const serving = useSelfService();
  const { view, settings } = serving;
  const [language, setChosen] = useTurnLanguage(view?.show, settings);
  return (
    <I18nProvider locale={localeOf(language)}>
      <WordsProvider language={language}>
        {view && (
          <Serving
            serving={serving}
            view={view}
            language={language}
            onLanguage={setChosen}
            onLeft={() => setChosen(null)}
          />
        )}
      </WordsProvider>
    </I18nProvider>
  );
}

function Serving({
  serving: { settings, ask, present },
  view,
  language,
  onLanguage,
  onLeft,
}: {
  serving: SelfServing;
  view: SelfServiceView;
  language: Language;
  onLanguage(language: Language): void;
  onLeft(): void;
}) {
  const { t } = useWords();
  const [staff, setStaff] = useState(false);
  useWedge(settings.scannerPrefix, present);
  const clear = () => {
    setStaff(false);
    onLeft();
    void ask('self-service.clear', {});
  };
  // A code that waits to be scanned says nothing of anybody, and ends by itself; the person is busy with their phone.
  const withPhone = view.show === 'wallet' && ['waiting', 'opened'].includes(view.request.state);
  const left = useCountdown(CLEARS_AFTER, {
    onEnd: clear,
    occasion: `${view.show} ${language} ${staff}`,
    paused: withPhone || view.show === 'looking',
  });
  const isWarned = left <= WARNS_FOR && left > 0 && view.show !== 'welcome' && view.show !== 'closed';
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && view.show !== 'looking') clear();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
  return (
    <main className="self-service" data-show={view.show}>
      {view.training && <TrainingBanner />}
      <TopLine view={view} onStaff={() => setStaff(true)} />
      <div className="self-service-step">
        {view.show === 'welcome' && (
          <WelcomeStep view={view} onWallet={() => void ask('self-service.ask-wallet', {})} />
        )}
        {view.show === 'wallet' && (
          <WalletStep
            key={view.request.code}
            view={view}
            onNumber={(number) => void ask('self-service.number', { number })}
            onCancel={clear}
          />
        )}
        {view.show === 'consent' && (
          <ConsentStep
            view={view}
            onAnswer={(given, read) => ask('self-service.consent', { given, language: read })}
          />
        )}
        {view.show === 'form' && (
          <FormStep view={view} onRecord={(form) => ask('self-service.record', form)} onCancel={clear} />
        )}
        {(view.show === 'closed' ||
          view.show === 'looking' ||
          view.show === 'recorded' ||
          view.show === 'desk') && <SignStep key={view.show} view={view} onDone={clear} />}
      </div>
      <footer className="self-service-foot">
        <LanguageChoice selected={language} onSelect={onLanguage} />
        <output className="self-service-left">{isWarned && t('self-service.clears', { n: left })}</output>
      </footer>
      {staff && <StaffEntry onClose={() => setStaff(false)} />}
    </main>
  );
}
