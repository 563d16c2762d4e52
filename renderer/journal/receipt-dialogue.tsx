import { useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Button, Dialogue, ErrorNote } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';

/** Signs a receipt of an entry, shows it and saves it. It holds what the entry says of a person: that is said first. */
export function ReceiptDialogue({ entry, onClose }: { entry: string; onClose(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const [receipt, setReceipt] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const tried = async (act: () => Promise<void>) => {
    try {
      setProblem(null);
      await act();
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  const sign = () =>
    tried(async () => {
      setReceipt((await client.call('journal.receipt', { entry })).receipt);
    });
  const save = (text: string) =>
    tried(async () => {
      const { file } = await client.call('journal.save-receipt', { entry, receipt: text });
      if (file !== undefined) setSaved(file);
    });
  return (
    <Dialogue title={t('journal.receipt')} onClose={onClose} wide>
      <p>{t('journal.receipt-proves')}</p>
      <p className="secondary">{t('journal.receipt-personal')}</p>
      {problem && <ErrorNote code={problem} />}
      {receipt !== null && (
        <textarea
          className="input receipt-text"
          readOnly
          aria-label={t('journal.receipt-text')}
          rows={8}
          value={receipt}
        />
      )}
      {saved !== null && <output>{t('journal.receipt-saved', { file: saved })}</output>}
      <div className="entry-acts">
        {receipt === null ? (
          <Button kind="primary" onPress={() => void sign()}>
            {t('journal.receipt-sign')}
          </Button>
        ) : (
          <Button kind="primary" onPress={() => void save(receipt)}>
            {t('journal.receipt-save')}
          </Button>
        )}
        <Button onPress={onClose}>{t('journal.close')}</Button>
      </div>
    </Dialogue>
  );
}
