import { CameraIcon } from '@phosphor-icons/react/dist/csr/Camera';
import { CpuIcon } from '@phosphor-icons/react/dist/csr/Cpu';
import { KeyboardIcon } from '@phosphor-icons/react/dist/csr/Keyboard';
import { WalletIcon } from '@phosphor-icons/react/dist/csr/Wallet';
import { useRef, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { Reader } from '../../shared/domain/reader';
import { Actions, Button, ErrorNote, Finding, isChipReader, readsCards, useKey, useNow } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { CustomerScreenButton, WalletPanel } from './wallet-panel';
import { useCounter } from './counter-context';
import { EnrolAnew } from './enrol-anew';
import { CardPictogram, CodePictogram, PassportPictogram, PicturePictogram } from './pictograms';
import './ready.css';

/** Nothing is presented: what can be, how the day goes, and nothing to click before a scan. */
export function Ready({
  onReadPicture,
  onByHand,
  readers,
}: {
  onReadPicture(): void;
  onByHand(): void;
  readers: readonly Reader[];
}) {
  const { t } = useWords();
  const { state, startProblem, wallet } = useView();
  const problem = state ? state.journal.problem : startProblem;
  if (!state && !problem) return <div className="body" />;
  if (problem) {
    return (
      <div className="body">
        <Stopped code={problem.code} />
      </div>
    );
  }
  if (wallet) return <WalletPanel request={wallet} />;
  return (
    <div className="body ready">
      <ul className="present" aria-label={t('ready.present-label')}>
        <li>
          <CodePictogram />
          <h2>{t('ready.code')}</h2>
          <p>{t('ready.code-how')}</p>
        </li>
        {readsCards(readers) && (
          <li>
            <CardPictogram />
            <h2>{t('ready.card')}</h2>
            <p>{t('ready.card-how')}</p>
          </li>
        )}
        {readers.some(isChipReader) && (
          <li>
            <PassportPictogram />
            <h2>{t('ready.passport')}</h2>
            <p>{t('ready.passport-how')}</p>
          </li>
        )}
        <li>
          <PicturePictogram />
          <h2>{t('ready.picture')}</h2>
          <p>{t('ready.picture-how')}</p>
        </li>
      </ul>
      {readers.length === 0 && (
        <Finding title={t('ready.no-reader')}>
          <p>{t(state?.mode === 'training' ? 'ready.no-reader-training' : 'ready.no-reader-text')}</p>
        </Finding>
      )}
      <Tally />
      <Actions end={t(state?.authority.online ? 'ready.any-screen' : 'wallet.offline')}>
        <Button icon={CameraIcon} hint="F6" aria-keyshortcuts="F6" onPress={onReadPicture}>
          {t('ready.read-picture')}
        </Button>
        <Button icon={KeyboardIcon} hint="F4" aria-keyshortcuts="F4" onPress={onByHand}>
          {t('typed.open')}
        </Button>
        <AskWallet />
        <CustomerScreenButton />
        {readers.some(isChipReader) && <TypeChip />}
      </Actions>
    </div>
  );
}

function TypeChip() {
  const { t } = useWords();
  const { counter, dispatch } = useCounter();
  const type = () => dispatch({ type: 'chip-typed' });
  useKey('F8', () => {
    if (counter.space === 'desk' && !counter.held) type();
  });
  return (
    <Button icon={CpuIcon} hint="F8" aria-keyshortcuts="F8" onPress={type}>
      {t('ready.type-chip')}
    </Button>
  );
}

/** Why check-ins are stopped. A machine whose first enrolment waits for the network is told apart from one that lost its journal. */
function Stopped({ code }: { code: ErrorCode }) {
  const { t } = useWords();
  if (code === 'journal-rolled-back') return <EnrolAnew />;
  if (code !== 'authority-unreachable') return <ErrorNote code={code} />;
  return (
    <Finding title={t('ready.not-enrolled')} urgent>
      <p>{t('ready.not-enrolled-next')}</p>
      <p className="quiet">
        {t('error.code')} <b className="mono">{code}</b>
      </p>
    </Finding>
  );
}

function Tally() {
  const { t, number, age, clock } = useWords();
  const { state } = useView();
  const now = useNow(5_000);
  if (!state) return null;
  const { checkedIn, lastRecorded } = state.today;
  const stays = state.purpose.form === 'stay';
  const { queued, oldestAt } = state.outbox;
  const oldest = oldestAt ? age((now.getTime() - Date.parse(oldestAt)) / 1_000) : undefined;
  return (
    <dl className="tally">
      <div>
        <dt>{t(stays ? 'ready.checked-in' : 'teller.recorded-today')}</dt>
        <dd>{number(checkedIn)}</dd>
      </div>
      <div>
        <dt>{t('ready.waiting')}</dt>
        <dd>
          {number(queued)} {oldest && <small>{t('ready.waiting-oldest', { age: oldest })}</small>}
        </dd>
      </div>
      <div>
        <dt>{t('ready.last')}</dt>
        <dd>
          {lastRecorded ? (
            <>
              {clock(new Date(lastRecorded.at))}{' '}
              <small>{stays ? t('ready.last-room', { room: lastRecorded.room }) : lastRecorded.room}</small>
            </>
          ) : (
            <small className="none">{t('ready.last-none')}</small>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Begins a request to a wallet. Without the authority nobody can be asked: the line at the end of the actions says so. */
function AskWallet() {
  const { t } = useWords();
  const { client } = useTerminal();
  const online = useView().state?.authority.online ?? false;
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  // A second press before the answer is the same one.
  const sent = useRef(false);
  const ask = () => {
    if (sent.current) return;
    sent.current = true;
    setProblem(null);
    client
      .call('wallet.ask', {})
      .catch((thrown: unknown) => setProblem(reportOf(thrown).code))
      .finally(() => {
        sent.current = false;
      });
  };
  const { counter } = useCounter();
  useKey('F7', () => {
    if (online && counter.space === 'desk' && !counter.held) ask();
  });
  return (
    <>
      <Button icon={WalletIcon} hint="F7" aria-keyshortcuts="F7" isDisabled={!online} onPress={ask}>
        {t('wallet.ask')}
      </Button>
      {online && problem && <ErrorNote code={problem} />}
    </>
  );
}
