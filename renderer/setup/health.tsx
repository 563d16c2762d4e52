import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise';
import { FileZipIcon } from '@phosphor-icons/react/dist/csr/FileZip';
import { useEffect, useState } from 'react';
import type { Reply } from '../../shared/contract/calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { type HealthCheck, allGood } from '../../shared/domain/health';
import { Actions, Button, Dot, ErrorNote, Finding } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { useHealthWords } from './health-words';
import './health.css';

/** The page asks again by itself, so that a fault that was mended goes away. */
const LOOK_EVERY_MS = 10_000;

const dots = { good: 'live', attention: 'attention', bad: 'attention', unknown: 'waiting' } as const;

/** How this machine is, topic by topic, and the bundle for whoever supports it. */
export function Health() {
  const { t, clock } = useWords();
  const { client } = useTerminal();
  const [health, setHealth] = useState<Reply<'health.read'> | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [saved, setSaved] = useState('');
  const [isLocked, setLocked] = useState(false);
  const fail = (thrown: unknown) => setProblem(reportOf(thrown).code);
  const look = async () => {
    try {
      setHealth(await client.call('health.read', {}));
      setProblem(null);
    } catch (thrown) {
      fail(thrown);
    }
  };
  useEffect(() => {
    let current = true;
    const ask = () =>
      void client.call('health.read', {}).then(
        (read) => current && setHealth(read),
        (thrown: unknown) => current && setProblem(reportOf(thrown).code),
      );
    ask();
    const timer = setInterval(ask, LOOK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [client]);
  useEffect(() => {
    client.call('kiosk.read', {}).then(
      ({ state }) => setLocked(state === 'locked'),
      (thrown: unknown) => setProblem(reportOf(thrown).code),
    );
  }, [client]);
  const save = () => client.call('diagnostics.save', {}).then(({ file }) => setSaved(file ?? ''), fail);
  return (
    <div className="health">
      {problem && <ErrorNote code={problem} />}
      {health && (
        <output className="lead">
          {t(allGood(health.checks) ? 'health.all-good' : 'health.look')}{' '}
          <span className="quiet">{t('health.at', { time: clock(new Date(health.at)) })}</span>
        </output>
      )}
      <ul className="health-list">
        {health?.checks.map((check, index) => (
          <Line key={`${check.topic}-${index}`} check={check} />
        ))}
      </ul>
      {saved && <Finding title={t('health.saved', { file: saved })} />}
      <Actions end={t(isLocked ? 'health.bundle-locked' : 'health.bundle-text')}>
        <Button kind="primary" big icon={FileZipIcon} isDisabled={isLocked} onPress={() => void save()}>
          {t('health.bundle')}
        </Button>
        <Button big icon={ArrowClockwiseIcon} onPress={() => void look()}>
          {t('health.again')}
        </Button>
      </Actions>
    </div>
  );
}

function Line({ check }: { check: HealthCheck }) {
  const { t } = useWords();
  const { figure, advice } = useHealthWords();
  const wrong = check.state === 'attention' || check.state === 'bad';
  return (
    <li className={check.state === 'bad' ? 'bad' : undefined}>
      <Dot state={dots[check.state]} />
      <b>{t(`health.${check.topic}`)}</b>
      <span>{figure(check)}</span>
      <span className="health-state">{t(`health.state-${check.state}`)}</span>
      {wrong && <p>{advice(check)}</p>}
    </li>
  );
}
