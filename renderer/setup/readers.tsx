import { ScanIcon } from '@phosphor-icons/react/dist/csr/Scan';
import { useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import type { Reader } from '../../shared/domain/reader';
import {
  Actions,
  Button,
  Dot,
  Facts,
  Finding,
  readerDot,
  readerKind,
  readerLine,
  useNow,
} from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { ReaderTest } from './reader-test';

/** Every reader that is plugged in: its state, what to do about it, its figures. */
export function Readers() {
  const { t } = useWords();
  const [testing, setTesting] = useState(false);
  return (
    <>
      <HostLost />
      <Plugged />
      <Actions>
        <Button icon={ScanIcon} onPress={() => setTesting(true)}>
          {t('reader-test.open')}
        </Button>
      </Actions>
      {testing && <ReaderTest onClose={() => setTesting(false)} />}
    </>
  );
}

/** Said while the process that drives the readers is away, and for an hour after it was lost. */
function HostLost() {
  const { t } = useWords();
  const host = useView().state?.readerHost;
  if (!host || (!host.away && host.lost === 0)) return null;
  const title = host.away ? t('readers.host-away') : t('readers.host-lost', { n: host.lost });
  return (
    <Finding title={title}>
      <p>{t('health.readers-lost-advice')}</p>
    </Finding>
  );
}

/** What reads comes first; what is merely missing here, such as a service nobody needs, comes last. */
function workingFirst(readers: readonly Reader[]): Reader[] {
  const rank = ({ state }: Reader) => (state === 'live' ? 0 : state === 'gone' ? 2 : 1);
  return readers.toSorted((one, other) => rank(one) - rank(other));
}

function Plugged() {
  const words = useWords();
  const { t } = words;
  const readers = workingFirst(useView().state?.readers ?? []);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = readers.find(({ id }) => id === chosen) ?? readers[0];
  const now = useNow(1_000);
  if (!current) {
    return (
      <Finding title={t('readers.none')}>
        <p>{t('readers.none-text')}</p>
      </Finding>
    );
  }
  return (
    <div className="columns">
      <ul className="devices">
        {readers.map((reader) => (
          <li key={reader.id}>
            <Pressable
              className="device"
              aria-current={reader === current ? 'true' : undefined}
              onPress={() => setChosen(reader.id)}
            >
              <Dot state={readerDot[reader.state]} />
              <span>
                <b>{t(`reader-kind.${readerKind(reader)}`)}</b>
                <span>{[reader.vendor, reader.product].filter(Boolean).join(' ') || reader.name}</span>
                <span className="quiet">{readerLine(reader, now, words)}</span>
              </span>
            </Pressable>
          </li>
        ))}
      </ul>
      <Details reader={current} now={now} />
    </div>
  );
}

function Details({ reader, now }: { reader: Reader; now: Date }) {
  const { t, number, ago } = useWords();
  const state =
    reader.state === 'live'
      ? t('readers.live-reads', { n: reader.reads })
      : t(`reader-state.${reader.state}`);
  const facts = [
    { term: t('readers.kind'), value: t(`reader-kind.${readerKind(reader)}`) },
    reader.vendor !== undefined && { term: t('readers.vendor'), value: reader.vendor },
    { term: t('readers.product'), value: reader.product ?? reader.name },
    reader.serial !== undefined && {
      term: t('readers.serial'),
      value: <span className="mono">{reader.serial}</span>,
    },
    { term: t('readers.driver'), value: <span className="mono">{reader.driver}</span> },
    { term: t('readers.state'), value: state },
  ].filter((fact) => fact !== false);
  return (
    <section className="device-details">
      <h2>{reader.name}</h2>
      <Advice reader={reader} />
      <dl className="figures">
        <div>
          <dt>{t('readers.reads')}</dt>
          <dd>{number(reader.reads)}</dd>
        </div>
        <div>
          <dt>{t('readers.errors')}</dt>
          <dd>{number(reader.errors)}</dd>
        </div>
        {reader.medianMicros !== undefined && (
          <div>
            <dt>{t('readers.median')}</dt>
            <dd>
              {number(Math.max(1, Math.round(reader.medianMicros / 1_000)))} <small>ms</small>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('readers.last-read')}</dt>
          <dd>{reader.lastReadAt ? ago(new Date(reader.lastReadAt), now) : t('readers.never')}</dd>
        </div>
      </dl>
      <Facts lines facts={facts} />
      <p className="secondary label">{t('readers.test')}</p>
    </section>
  );
}

/** What an installer can do about the reader, in words of the window's language where it has them. */
function Advice({ reader }: { reader: Reader }) {
  const { t } = useWords();
  const { advice, adviceCode, rule, state } = reader;
  if (advice === undefined && adviceCode === undefined) return null;
  return (
    <Finding title={t(`reader-state.${state}`)}>
      <p>{adviceCode ? t(`advice.${adviceCode}`) : advice}</p>
      {rule !== undefined && (
        <pre className="rule mono" aria-label={t('readers.rule')}>
          {rule}
        </pre>
      )}
    </Finding>
  );
}
