import { FilePdfIcon } from '@phosphor-icons/react/dist/csr/FilePdf';
import { PrinterIcon } from '@phosphor-icons/react/dist/csr/Printer';
import { SealCheckIcon } from '@phosphor-icons/react/dist/csr/SealCheck';
import { useState } from 'react';
import { Button } from '../components';
import { type Words, useWords } from '../messages';
import { type Client, useTerminal } from '../terminal';
import './receipt-actions.css';

/** The receipt of a record: signed in a file, or on paper. Whatever becomes of it, the record is safe. */
export function ReceiptActions({ entry }: { entry: string }) {
  const words = useWords();
  const { t } = words;
  const { client } = useTerminal();
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState('');
  const attempt = async (act: () => Promise<string>) => {
    setWorking(true);
    setSaid('');
    setSaid(await act().catch(() => t('receipt.problem-failed')));
    setWorking(false);
  };
  return (
    <div className="receipt-actions">
      <Button
        icon={SealCheckIcon}
        isDisabled={working}
        onPress={() => void attempt(() => save(client, entry, words))}
      >
        {t('receipt.save')}
      </Button>
      <Button
        icon={PrinterIcon}
        isDisabled={working}
        onPress={() => void attempt(() => print(client, entry, 'printer', words))}
      >
        {t('receipt.print')}
      </Button>
      <Button
        icon={FilePdfIcon}
        isDisabled={working}
        onPress={() => void attempt(() => print(client, entry, 'pdf', words))}
      >
        {t('card.save')}
      </Button>
      <output>{said}</output>
    </div>
  );
}

async function save(client: Client, entry: string, { t }: Words): Promise<string> {
  const { receipt, countersigned } = await client.call('teller.receipt', { entry });
  const { saved, file } = await client.call('journal.save-receipt', { entry, receipt });
  if (!saved || file === undefined) return '';
  return t(countersigned ? 'receipt.saved-countersigned' : 'receipt.saved', { file });
}

async function print(
  client: Client,
  entry: string,
  to: 'printer' | 'pdf',
  { t, language }: Words,
): Promise<string> {
  const { done, problem, file } = await client.call('teller.print', { entry, to, language });
  if (done) return file === undefined ? t('card.printed') : t('card.saved', { file });
  if (problem === 'cancelled') return '';
  return t(problem === 'no-printer' ? 'receipt.problem-none' : 'receipt.problem-failed');
}
