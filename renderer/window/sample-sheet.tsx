import { useEffect, useState } from 'react';
import type { TraySample } from '../../shared/domain/sample';
import { Mark } from '../components/mark';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { QrDrawing } from '../components/qr-drawing';
import './sample-sheet.css';

const CODES_A_PAGE = 6;

/** The sample codes on A4, to try a real scanner on. The shell prints it when the root says that it is ready. */
export function SampleSheet() {
  const { t } = useWords();
  const { client } = useTerminal();
  const [samples, setSamples] = useState<readonly TraySample[] | null>(null);
  useEffect(() => {
    client.call('training.samples', {}).then(setSamples, () => setSamples([]));
  }, [client]);
  useEffect(() => {
    if (!samples) return;
    const tellReady = async () => {
      await document.fonts.ready;
      document.documentElement.dataset['ready'] = samples.length > 0 ? 'true' : 'failed';
    };
    void tellReady();
  }, [samples]);
  const printable = (samples ?? []).filter((sample) => sample.text !== undefined);
  const pages = Array.from({ length: Math.ceil(printable.length / CODES_A_PAGE) }, (_, page) =>
    printable.slice(page * CODES_A_PAGE, (page + 1) * CODES_A_PAGE),
  );
  return (
    <main className="sheet">
      {pages.map((page, index) => (
        <section key={page[0]?.id}>
          <header>
            <Mark />
            <h1>{t('sheet.title')}</h1>
            <p>{t('sheet.hint')}</p>
            <span>{`${index + 1} / ${pages.length}`}</span>
          </header>
          <ul>
            {page.map((sample) => (
              <li key={sample.id}>
                <QrDrawing text={sample.text ?? ''} />
                <b>{sample.name}</b>
                <span>{t('sheet.expect', { outcome: t(`outcome.${sample.expect}`) })}</span>
                {sample.reason && <span className="mono">{sample.reason}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}
