import { DeviceMobileIcon } from '@phosphor-icons/react/dist/csr/DeviceMobile';
import type { ReactNode } from 'react';
import { Button, Mark, QrDrawing, timeLeft, useNow } from '../components';
import { Icon } from '../components/icon';
import type { WalletRequest } from '../../shared/domain/wallet-request';
import { useWords } from '../messages';
import { AskedOfWallet } from './asked-list';

interface WalletScreenProps {
  site: string;
  request: WalletRequest;
  onDecline(): void;
  /** The choice of a language. */
  children: ReactNode;
}

/** A request to the customer's wallet: the code, the number to compare, and what is asked for in plain words. */
export function WalletScreen({ site, request, onDecline, children }: WalletScreenProps) {
  const { t } = useWords();
  const { state, number } = request;
  const isOver = state === 'declined' || state === 'expired' || state === 'failed';
  return (
    <>
      <section className="customer-code">
        <p className="customer-site">
          <Mark />
          {site}
        </p>
        {state === 'waiting' ? (
          <figure className="customer-qr" data-code={request.code}>
            <figcaption className="unseen">{t('customer.code')}</figcaption>
            <QrDrawing text={request.code} />
          </figure>
        ) : (
          <p className="customer-qr-done">
            <Icon of={DeviceMobileIcon} weight="light" />
            {t(`customer.${state}-short`)}
          </p>
        )}
        {!isOver && state !== 'compare' && <TimeLeft until={request.expiresAt} />}
      </section>
      <section className="customer-words">
        <output className="customer-says" aria-atomic="true">
          <h1>{t(`customer.${state}`)}</h1>
          <p className="customer-lead">{t(`customer.${state}-sentence`)}</p>
        </output>
        {!isOver && (
          <>
            <p className="customer-number" data-number={number}>
              <b className="unseen">{[...number].join(' ')}</b>
              {[...number].map((digit, place) => (
                <span key={place} aria-hidden="true">
                  {digit}
                </span>
              ))}
            </p>
            <AskedOfWallet site={site} request={request}>
              {state !== 'compare' && <p className="customer-agree">{t('customer.agree')}</p>}
            </AskedOfWallet>
          </>
        )}
        <div className="customer-actions">
          {state !== 'compare' && (
            <Button big onPress={onDecline}>
              {t('customer.decline')}
            </Button>
          )}
          {children}
        </div>
      </section>
    </>
  );
}

function TimeLeft({ until }: { until: string }) {
  const { t } = useWords();
  const now = useNow(1_000);
  const left = Math.max(0, Date.parse(until) - now.getTime());
  return (
    <div className="customer-time">
      <progress max={LIFE} value={Math.min(left, LIFE)} aria-hidden="true" />
      {t('customer.good-for', { time: timeLeft(left) })}
    </div>
  );
}

/** Milliseconds that a request lives. */
const LIFE = 180_000;
