import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise';
import { useEffect, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { includesRole } from '../../shared/domain/operator';
import type { UpdateStanding } from '../../shared/domain/update';
import { Actions, Button, ErrorNote, type Fact, Facts, Progress } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import './updates.css';

/** The page follows a download and what stands in the way. */
const LOOK_EVERY_MS = 1_000;

/** Which version this is, which one waits and for what, what happened last; and for an installer, installing it now. */
export function Updates() {
  const { t, locale } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const [standing, setStanding] = useState<UpdateStanding | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let current = true;
    const read = () =>
      void client.call('updates.read', {}).then(
        (found) => current && setStanding(found),
        (thrown: unknown) => current && setProblem(reportOf(thrown).code),
      );
    read();
    const timer = setInterval(read, LOOK_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [client]);
  const ask = async (name: 'updates.look' | 'updates.install') => {
    setProblem(null);
    try {
      setStanding(await client.call(name, {}));
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  if (!standing) return problem && <ErrorNote code={problem} />;
  const { phase, version = '', percent, hindrances, left } = standing;
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  const person = state?.session.person;
  const mayInstall = person != null && includesRole(person.role, 'installer');
  const busy = phase === 'looking' || phase === 'fetching' || phase === 'installing';
  return (
    <div className="updates">
      {problem && <ErrorNote code={problem} />}
      <output className="lead">
        {phase === 'resting' && left && left.reason !== 'same'
          ? t('updates.phase-left', { version: left.version })
          : t(`updates.phase-${phase}`, { version })}
      </output>
      {percent !== undefined && (
        <>
          <Progress label={t('updates.progress')} done={percent} total={100} />
          <p className="quiet">{t('updates.percent', { percent })}</p>
        </>
      )}
      <p className="updates-text">{t(textOf(phase))}</p>
      {hindrances.length > 0 && (
        <p className="updates-text">
          {t('updates.waits-for', {
            list: list.format(hindrances.map((one) => t(`updates.hindrance-${one}`))),
          })}
        </p>
      )}
      <StandingFacts standing={standing} />
      {phase !== 'off' && (
        <Actions {...(!mayInstall && { end: t('updates.installer-only') })}>
          <Button
            kind="primary"
            big
            isDisabled={busy || !mayInstall || (phase !== 'waiting' && !left)}
            onPress={() => void ask('updates.install')}
          >
            {t('updates.install')}
          </Button>
          <Button big icon={ArrowClockwiseIcon} isDisabled={busy} onPress={() => void ask('updates.look')}>
            {t('updates.look')}
          </Button>
        </Actions>
      )}
    </div>
  );
}

function textOf(phase: UpdateStanding['phase']) {
  if (phase === 'off') return 'updates.text-off';
  return phase === 'waiting' ? 'updates.text-waiting' : 'updates.text-resting';
}

function StandingFacts({ standing }: { standing: UpdateStanding }) {
  const { running, kind, server, left, lookedAt, last } = standing;
  const { t, locale } = useWords();
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = (at: string) => moment.format(new Date(at));
  const facts: Fact[] = [
    { term: t('updates.running'), value: running },
    { term: t('updates.how'), value: t(`updates.kind-${kind}`) },
    { term: t('updates.server'), value: server ? <bdi>{server}</bdi> : t('updates.no-server') },
    { term: t('updates.looked'), value: lookedAt ? time(lookedAt) : t('updates.never') },
  ];
  if (left)
    facts.push({ term: t('updates.newest'), value: `${left.version}: ${t(`updates.left-${left.reason}`)}` });
  if (last) {
    const { what, version, at } = last;
    const words = { what: t(`updates.event-${what}`), version, time: time(at) };
    facts.push({ term: t('updates.last'), value: t('updates.event', words) });
  }
  return <Facts lines facts={facts} />;
}
