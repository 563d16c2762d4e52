import { TEST_CODE } from '../../shared/framing';
import { Actions, Button, Dialogue, QrDrawing } from '../components';
import { useWords } from '../messages';
import { ReadFacts } from './read-facts';
import { TypedFindings } from './typed-findings-list';
import { useTestReads } from './use-test-reads';
import './reader-test.css';

/** Tries a reader out and teaches a scanner that types: shows the test code, and what came of it. */
export function ReaderTest({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const tried = useTestReads();
  return (
    <Dialogue title={t('reader-test.title')} onClose={onClose} wide>
      <div className="reader-test">
        <figure>
          <QrDrawing text={TEST_CODE} />
          <figcaption className="quiet">{t('reader-test.code')}</figcaption>
        </figure>
        <div>
          <p>{t('reader-test.scan')}</p>
          <p className="secondary label">{t('reader-test.private')}</p>
          <div className="reader-test-result" aria-live="polite" key={tried?.count}>
            {tried === null && <p className="quiet">{t('reader-test.waiting')}</p>}
            {tried?.type === 'typed' && <TypedFindings typed={tried.typed} />}
            {tried && <ReadFacts tried={tried} />}
          </div>
        </div>
      </div>
      <Actions>
        <Button hint="esc" onPress={onClose}>
          {t('reader-test.close')}
        </Button>
      </Actions>
    </Dialogue>
  );
}
