import { GraduationCapIcon } from '@phosphor-icons/react/dist/csr/GraduationCap';
import { PlugsConnectedIcon } from '@phosphor-icons/react/dist/csr/PlugsConnected';
import { useEffect, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Button, ErrorNote, Icon, Sign } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { Enrol } from './enrol';
import './first-start.css';

/** A machine that nobody has set up yet, or one that lost its enrolment: what is it for? `onDone` when it can work. */
export function FirstStart({ enrolling, onDone }: { enrolling: boolean; onDone(): void }) {
  const [chosen, setChosen] = useState(enrolling);
  return (
    <main className="first-start">
      {chosen ? (
        <Enrol onBack={() => setChosen(false)} onDone={onDone} />
      ) : (
        <Choice onEnrol={() => setChosen(true)} onDone={onDone} />
      )}
    </main>
  );
}

function Choice({ onEnrol, onDone }: { onEnrol(): void; onDone(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const [failure, setProblem] = useState<ErrorCode | null>(null);
  const revoked = state?.journal.problem?.code === 'terminal-revoked';
  const problem = failure ?? (revoked ? 'terminal-revoked' : null);
  // A locked machine is nobody's who stands before it: it is provisioned.
  const [locked, setLocked] = useState<boolean | null>(null);
  useEffect(() => {
    client.call('kiosk.read', {}).then(
      (read) => setLocked(read.state === 'locked'),
      (thrown: unknown) => setProblem(reportOf(thrown).code),
    );
  }, [client]);
  const train = () =>
    client
      .call('installation.train', {})
      .then(onDone, (thrown: unknown) => setProblem(reportOf(thrown).code));
  return (
    <>
      <Sign
        outcome="none"
        word={t(locked ? 'self-service.closed' : 'first-start.title')}
        sentence={t(locked ? 'first-start.locked' : 'first-start.sentence')}
      />
      <div className="first-start-body">
        {problem && <ErrorNote code={problem} />}
        {locked === false && (
          <div className="purposes-of-machine">
            <section>
              <Icon of={PlugsConnectedIcon} size="large" />
              <h2>{t('first-start.enrol')}</h2>
              <p>{t('first-start.enrol-text')}</p>
              <Button kind="primary" big onPress={onEnrol}>
                {t('first-start.enrol-action')}
              </Button>
            </section>
            <section>
              <Icon of={GraduationCapIcon} size="large" />
              <h2>{t('first-start.train')}</h2>
              <p>{t('first-start.train-text')}</p>
              <Button big onPress={() => void train()}>
                {t('first-start.train-action')}
              </Button>
            </section>
          </div>
        )}
      </div>
    </>
  );
}
