import { I18nProvider } from 'react-aria-components';
import { WordsProvider, localeOf } from '../messages';
import { ConsentScreen } from './consent-screen';
import { LanguageChoice } from './language-choice';
import { useCustomer } from './use-customer';
import { useTurnLanguage } from './use-turn-language';
import { WalletScreen } from './wallet-screen';
import { PlainScreen } from './plain-screen';
import { TrainingBanner } from './training-banner';
import './customer.css';

/** The page of the customer's window, in the language that the customer chose; it goes back when their turn is over. */
export function CustomerWindow() {
  const { client, view, settings } = useCustomer();
  const [language, setChosen] = useTurnLanguage(view?.show, settings);
  return (
    <I18nProvider locale={localeOf(language)}>
      <WordsProvider language={language}>
        <main className="customer">
          {view?.training && <TrainingBanner />}
          {view?.show === 'wallet' ? (
            <WalletScreen
              key={view.request.code}
              site={view.site}
              request={view.request}
              onDecline={() => void client.call('customer.decline', {}).catch(() => undefined)}
            >
              <LanguageChoice selected={language} onSelect={setChosen} />
            </WalletScreen>
          ) : view?.show === 'consent' ? (
            <ConsentScreen
              key={view.asked}
              view={view}
              onAnswer={(given, read) =>
                client.call('customer.consent', { asked: view.asked, given, language: read })
              }
            >
              <LanguageChoice selected={language} onSelect={setChosen} />
            </ConsentScreen>
          ) : (
            <PlainScreen view={view}>
              <LanguageChoice selected={language} onSelect={setChosen} />
            </PlainScreen>
          )}
        </main>
      </WordsProvider>
    </I18nProvider>
  );
}
