import { MonitorIcon } from '@phosphor-icons/react/dist/csr/Monitor';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/domain/error';
import { reportOf } from '../../shared/domain/error';
import type { WalletRequest } from '../../shared/domain/wallet-request';
import { Actions, Button, ErrorNote, QrDrawing, timeLeft, useEnter, useNow } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { useCounter } from './counter-context';
import { REST_MILLISECONDS, useRested } from './use-rested';
import './wallet-panel.css';

/** A request to a wallet at the desk: the code, the number, how far it is; in the end the clerk compares the number. */
export function WalletPanel({ request }: { request: WalletRequest }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const call = (asked: Promise<unknown>) => {
    setProblem(null);
    asked.catch((thrown: unknown) => setProblem(reportOf(thrown).code));
  };
  const compare = (same: boolean) => call(client.call('wallet.compare', { same }));
  const { state, number, code } = request;
  const { counter } = useCounter();
  // A key meant for what was there when the phone answered, or for another space, has compared nothing.
  const rested = useRested(REST_MILLISECONDS, `${code} ${state}`);
  const isOpen = state === 'waiting' || state === 'opened';
  useEnter(() => {
    if (state === 'compare' && rested && counter.space === 'desk' && !counter.held) compare(true);
  });
  return (
    <div className="body wallet-panel">
      <div className="wallet-request">
        {state === 'waiting' && (
          <figure className="wallet-code" data-code={code}>
            <figcaption className="unseen">{t('wallet.code')}</figcaption>
            <QrDrawing text={code} />
          </figure>
        )}
        {(isOpen || state === 'compare') && (
          <div className="wallet-facts">
            <h2 className="head">{t('wallet.number')}</h2>
            <p className="wallet-number" data-number={number}>
              {number}
            </p>
            <p>{t('wallet.number-why')}</p>
            {isOpen && <TimeLeft until={request.expiresAt} />}
          </div>
        )}
      </div>
      {problem && <ErrorNote code={problem} />}
      <Actions>
        {state === 'compare' && (
          <>
            <Button kind="primary" big hint="⏎" isDisabled={!rested} onPress={() => compare(true)}>
              {t('wallet.same', { number })}
            </Button>
            <Button big onPress={() => compare(false)}>
              {t('wallet.other')}
            </Button>
          </>
        )}
        {!isOpen && state !== 'compare' && (
          <Button kind="primary" big onPress={() => call(client.call('wallet.ask', {}))}>
            {t('wallet.again')}
          </Button>
        )}
        {state !== 'compare' && (
          <Button big onPress={() => call(client.call('wallet.cancel', {}))}>
            {t(isOpen ? 'wallet.cancel' : 'wallet.put-away')}
          </Button>
        )}
        <CustomerScreenButton big />
      </Actions>
    </div>
  );
}

/** Opens the customer's window, or brings it to the front. */
export function CustomerScreenButton({ big = false }: { big?: boolean }) {
  const { t } = useWords();
  const { client } = useTerminal();
  return (
    <Button
      icon={MonitorIcon}
      big={big}
      onPress={() => void client.call('customer.open', {}).catch(() => undefined)}
    >
      {t('wallet.customer-screen')}
    </Button>
  );
}

function TimeLeft({ until }: { until: string }) {
  const { t } = useWords();
  const now = useNow(1_000);
  return (
    <p className="quiet">{t('wallet.good-for', { time: timeLeft(Date.parse(until) - now.getTime()) })}</p>
  );
}
