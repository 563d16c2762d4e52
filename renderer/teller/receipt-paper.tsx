import { useEffect, useState } from 'react';
import type { ReceiptPage } from '../../shared/contract/teller-calls';
import { WordsProvider, directionOf, languages } from '../messages';
import { useTerminal, useView } from '../terminal';
import { ReceiptSheet } from './receipt-sheet';

/** The receipt that the address names, on one page. The shell prints it when the root says that it is ready. */
export function ReceiptPaper({ query }: { query: URLSearchParams }) {
  const { client } = useTerminal();
  const { settings } = useView();
  const [page, setPage] = useState<ReceiptPage | 'none' | null>(null);
  const entry = query.get('entry') ?? '';
  const language = languages.find((one) => one === query.get('language')) ?? settings.language;
  useEffect(() => {
    client.call('teller.receipt-page', { entry }).then(setPage, () => setPage('none'));
  }, [client, entry]);
  useEffect(() => {
    if (!page) return;
    const tellReady = async () => {
      await document.fonts.ready;
      document.documentElement.dataset['ready'] = page === 'none' ? 'failed' : 'true';
    };
    void tellReady();
  }, [page]);
  return (
    <WordsProvider language={language}>
      <main className="paper" lang={language} dir={directionOf(language)}>
        {page && page !== 'none' && <ReceiptSheet page={page} />}
      </main>
    </WordsProvider>
  );
}
