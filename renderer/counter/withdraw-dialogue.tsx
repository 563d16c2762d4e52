import { useEffect, useRef, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Actions, Button, Dialogue, ErrorNote } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { useHeldCounter } from './counter-context';

/** The customer of a record takes their consent back: what it means, and one press. A scan meanwhile waits. */
export function WithdrawDialogue({ entry, onClose }: { entry: string; onClose(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  useHeldCounter();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => confirm.current?.focus(), []);
  // A second press before the answer is the same one.
  const sent = useRef(false);
  const withdraw = () => {
    if (sent.current) return;
    sent.current = true;
    setProblem(null);
    client.call('consent.withdraw', { entry }).then(onClose, (thrown: unknown) => {
      sent.current = false;
      setProblem(reportOf(thrown).code);
    });
  };
  return (
    <Dialogue title={t('consent.withdraw-title')} onClose={onClose}>
      <div className="dialogue-form">
        <p className="secondary">{t('consent.withdraw-text')}</p>
        {problem && <ErrorNote code={problem} />}
        <Actions>
          <Button ref={confirm} kind="primary" onPress={withdraw}>
            {t('consent.withdraw-confirm')}
          </Button>
          <Button hint="esc" onPress={onClose}>
            {t('consent.withdraw-cancel')}
          </Button>
        </Actions>
      </div>
    </Dialogue>
  );
}
