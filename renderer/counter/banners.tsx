import type { TerminalState } from '../../shared/contract/terminal-state';
import { Banner, Button, Dot, Glyph, useNow } from '../components';
import { errorWords, useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { useCounter } from './counter-context';

/** More of them would push the stage away; the rest come up as these are read. */
const MOST_ALERTS = 2;

interface BannersProps {
  trayOpen: boolean;
  onTray(open: boolean): void;
  onShowGuest(entry: string): void;
}

/** What holds for every screen: training, trouble, and what a person must be told. */
export function Banners({ trayOpen, onTray, onShowGuest }: BannersProps) {
  const { t } = useWords();
  const { counter } = useCounter();
  const { store } = useTerminal();
  const { state, processUp, readerProblem } = useView();
  const alerts = loudFirst(state?.alerts ?? []);
  const problem = readerProblem && errorWords(readerProblem.code, t);
  return (
    <section className="banners" aria-label={t('banner.label')}>
      {alerts.slice(0, MOST_ALERTS).map((alert) => (
        <AlertBanner key={alert.id} alert={alert} onShowGuest={onShowGuest} />
      ))}
      {alerts.length > MOST_ALERTS && (
        <Banner
          mark={<Dot state="attention" />}
          title={t('banner.more', { n: alerts.length - MOST_ALERTS })}
          announced="politely"
        />
      )}
      {state?.journal.problem && counter.space !== 'desk' && (
        <Banner mark={<Dot state="attention" />} title={t('banner.journal')} announced="at-once">
          {errorWords(state.journal.problem.code, t).happened}
        </Banner>
      )}
      {!processUp && (
        <Banner mark={<Dot state="attention" />} title={t('banner.process')} announced="at-once">
          {t('banner.process-text')}
        </Banner>
      )}
      {problem && (
        <Banner
          mark={<Dot state="attention" />}
          title={problem.happened}
          announced="at-once"
          actions={<Button onPress={() => store.setReaderProblem(null)}>{t('banner.dismiss')}</Button>}
        >
          {problem.next}
        </Banner>
      )}
      {state?.session.requiredNext && (
        <Banner mark={<Dot state="attention" />} title={t('banner.sign-in-next')} announced="politely">
          {t('banner.sign-in-next-text')}
        </Banner>
      )}
      {state && state.offline.step !== 'none' && <LimitBanner {...state.offline} />}
      {state && !state.authority.online && !state.journal.problem && <OfflineBanner state={state} />}
      {state?.mode === 'training' && (
        <Banner
          kind="training"
          title={t('banner.training')}
          actions={
            <Button onPress={() => onTray(!trayOpen)}>
              {trayOpen ? t('banner.tray-close') : t('banner.tray-open')}
            </Button>
          }
        >
          {t('banner.training-text')}
        </Banner>
      )}
    </section>
  );
}

function loudFirst(alerts: TerminalState['alerts']): TerminalState['alerts'] {
  const isLoud = ({ code }: TerminalState['alerts'][number]) => code === 'late-refusal';
  return [...alerts.filter(isLoud), ...alerts.filter((alert) => !isLoud(alert))];
}

/** A limit of working offline is reached: what holds now, and what to do next. */
function LimitBanner({ step, cause, needsApproval }: TerminalState['offline']) {
  const { t } = useWords();
  if (step === 'none' || !cause) return null;
  const alone = step === 'supervisor' && !needsApproval;
  return (
    <Banner
      mark={<Dot state="attention" />}
      title={t(`limit.${cause}`)}
      announced={step === 'warn' ? 'politely' : 'at-once'}
    >
      {t(alone ? 'limit.go-on' : `limit.${step}`)}
    </Banner>
  );
}

function OfflineBanner({ state: { authority, outbox } }: { state: TerminalState }) {
  const { t, age, clock } = useWords();
  const { client } = useTerminal();
  const now = useNow(5_000);
  const since = authority.offlineSince;
  const oldest = outbox.oldestAt ? (now.getTime() - Date.parse(outbox.oldestAt)) / 1_000 : 0;
  return (
    <Banner
      mark={<Dot state="off" />}
      title={since ? t('banner.offline', { time: clock(new Date(since)) }) : t('banner.offline-plain')}
      announced="politely"
      actions={
        outbox.queued > 0 && (
          <Button onPress={() => void client.call('drain', {}).catch(() => undefined)}>
            {t('banner.send-now')}
          </Button>
        )
      }
    >
      {outbox.queued > 0
        ? t('banner.offline-waiting', { n: outbox.queued, age: age(oldest) })
        : t('banner.offline-empty')}
    </Banner>
  );
}

function AlertBanner({
  alert,
  onShowGuest,
}: {
  alert: TerminalState['alerts'][number];
  onShowGuest(entry: string): void;
}) {
  const { t } = useWords();
  const { store } = useTerminal();
  const { code, entry, id } = alert;
  const loud = code === 'late-refusal';
  return (
    <Banner
      kind={loud ? 'loud' : 'plain'}
      mark={loud ? <Glyph outcome="refused" small /> : <Dot state="attention" />}
      title={t(`alert.${code}.title`)}
      announced={loud ? 'at-once' : 'politely'}
      actions={
        <>
          {entry && <Button onPress={() => onShowGuest(entry)}>{t('banner.show-guest')}</Button>}
          <Button onPress={() => void store.dismissAlert(id)}>{t('banner.dismiss')}</Button>
        </>
      }
    >
      {t(`alert.${code}.text`)}
    </Banner>
  );
}
