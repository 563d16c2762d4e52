import { EyeIcon } from '@phosphor-icons/react/dist/csr/Eye';
import { ReceiptIcon } from '@phosphor-icons/react/dist/csr/Receipt';
import { useState } from 'react';
import type { BodyField, JournalDetails } from '../../shared/contract/journal-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Button, ErrorNote, Facts, languageOfName } from '../components';
import { useWords } from '../messages';
import { useWorksAs } from '../operators';
import { useTerminal } from '../terminal';

/** What an entry says. Of a person nothing is shown until somebody asks, and that is journalled. */
export function EntryBody({ details, onReceipt }: { details: JournalDetails; onReceipt(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const audits = useWorksAs('supervisor');
  const [revealed, setRevealed] = useState<readonly BodyField[] | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  if (details.erased) return <p className="quiet">{t('journal.erased-sentence')}</p>;
  const reveal = async () => {
    try {
      setRevealed(await client.call('journal.reveal', { entry: details.id }));
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  const fields = revealed ?? details.body;
  const masked = fields.some(({ value }) => value === undefined);
  return (
    <section className="entry-body" aria-label={t('journal.body')}>
      <h3>{t('journal.body')}</h3>
      <Facts
        lines
        facts={fields.map(({ path, value }) => ({
          term: path,
          value: value === undefined ? <Masked /> : <bdi lang={languageOfName(value)}>{value}</bdi>,
        }))}
      />
      {problem && <ErrorNote code={problem} />}
      <p className="quiet">{t(masked ? 'journal.masked-sentence' : 'journal.open-sentence')}</p>
      <div className="entry-acts">
        {masked && (
          <Button icon={EyeIcon} isDisabled={!audits} onPress={() => void reveal()}>
            {t('journal.reveal')}
          </Button>
        )}
        <Button icon={ReceiptIcon} isDisabled={!audits} onPress={onReceipt}>
          {t('journal.receipt')}
        </Button>
      </div>
    </section>
  );
}

function Masked() {
  const { t } = useWords();
  return (
    <span>
      <span aria-hidden="true">••••</span>
      <span className="unseen">{t('journal.masked')}</span>
    </span>
  );
}
