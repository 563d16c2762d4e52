import { useEffect, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Actions, Button, Dialogue, ErrorNote } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';

/** The way from a training machine to live work; nothing on a machine that was not set up for training, or is locked. */
export function LeaveTraining() {
  const { t } = useWords();
  const { client } = useTerminal();
  const [mayLeave, setMayLeave] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    Promise.all([client.call('installation.read', {}), client.call('kiosk.read', {})]).then(
      ([{ mode }, { state }]) => setMayLeave(mode === 'training' && state !== 'locked'),
      () => setMayLeave(false),
    );
  }, [client]);
  const leave = () =>
    client
      .call('installation.leave-training', {})
      .catch((thrown: unknown) => setProblem(reportOf(thrown).code));
  if (!mayLeave) return null;
  return (
    <>
      <Actions>
        <Button big onPress={() => setAsking(true)}>
          {t('about.leave-training')}
        </Button>
      </Actions>
      {asking && (
        <Dialogue title={t('about.leave-training')} onClose={() => setAsking(false)}>
          <p>{t('about.leave-training-text')}</p>
          {problem && <ErrorNote code={problem} />}
          <Actions>
            <Button kind="primary" onPress={() => void leave()}>
              {t('about.leave-training-now')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('about.leave-training-not')}</Button>
          </Actions>
        </Dialogue>
      )}
    </>
  );
}
