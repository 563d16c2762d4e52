import { useEffect, useState } from 'react';
import type { RegistrationCard } from '../../shared/contract/registration-calls';
import { WordsProvider, directionOf, languages } from '../messages';
import { useTerminal, useView } from '../terminal';
import { CardSheet } from './card-sheet';

/** The registration cards that the address names, one a page, in the guest's language. The shell prints it when the root says that it is ready. */
export function RegistrationPage({ query }: { query: URLSearchParams }) {
  const { client } = useTerminal();
  const { state, settings } = useView();
  const [cards, setCards] = useState<readonly RegistrationCard[] | 'none' | null>(null);
  const named = query.get('entries') ?? '';
  const language = languages.find((one) => one === query.get('language')) ?? settings.language;
  useEffect(() => {
    client.call('registration.cards', { entries: named.split(',') }).then(setCards, () => setCards('none'));
  }, [client, named]);
  const site = state?.site;
  useEffect(() => {
    if (!cards || site === undefined) return;
    const tellReady = async () => {
      await document.fonts.ready;
      document.documentElement.dataset['ready'] = cards === 'none' ? 'failed' : 'true';
    };
    void tellReady();
  }, [cards, site]);
  return (
    <WordsProvider language={language}>
      <main
        className={`paper ${query.get('size') === 'A4' ? 'a4' : 'a5'}`}
        lang={language}
        dir={directionOf(language)}
      >
        {cards &&
          cards !== 'none' &&
          cards.map((card) => <CardSheet key={card.entry} card={card} site={site ?? ''} />)}
      </main>
    </WordsProvider>
  );
}
