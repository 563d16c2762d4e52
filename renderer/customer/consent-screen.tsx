import { type ReactNode, useRef, useState } from 'react';
import type { CustomerView } from '../../shared/contract/customer-view';
import { Button, Mark } from '../components';
import { useWords } from '../messages';
import { AskedList } from './asked-list';

/** A text to agree to, in the customer's language: the whole text, what is kept and for how long, and two answers of one size. */
export function ConsentScreen({
  view,
  onAnswer,
  children,
}: {
  view: Extract<CustomerView, { show: 'consent' }>;
  onAnswer(given: boolean, language: string): Promise<unknown>;
  /** The choice of a language. */
  children: ReactNode;
}) {
  const { t, language, localised, span } = useWords();
  const { site, title, keeps, days, text } = view;
  const read = language in text.words ? language : 'en';
  const [state, setState] = useState<'open' | 'sent' | 'failed'>('open');
  // State shows it, this decides it: two touches can come before the next render.
  const sent = useRef(false);
  const answer = (given: boolean) => {
    if (sent.current) return;
    sent.current = true;
    setState('sent');
    onAnswer(given, read).catch(() => {
      sent.current = false;
      setState('failed');
    });
  };
  return (
    <>
      <section className="customer-code customer-asks">
        <p className="customer-site">
          <Mark />
          {site}
        </p>
        <output className="customer-question" aria-atomic="true">
          <h1>{t('customer.consent')}</h1>
          <p>{localised(title)}</p>
        </output>
        {keeps.length > 0 && (
          <div className="customer-keeps">
            <h2>{t('customer.consent-keeps', { time: span(days) })}</h2>
            <AskedList claims={keeps} />
          </div>
        )}
      </section>
      <section className="customer-words">
        <p className="customer-text" lang={read} dir="auto">
          {text.words[read]}
        </p>
        <p className="quiet">{t('teller.consent-text', { id: text.id, version: text.version })}</p>
        {state === 'failed' && <p role="alert">{t('customer.consent-failed')}</p>}
        <div className="customer-answers">
          <Button big isDisabled={state === 'sent'} onPress={() => answer(true)}>
            {t('customer.consent-agree')}
          </Button>
          <Button big isDisabled={state === 'sent'} onPress={() => answer(false)}>
            {t('customer.consent-decline')}
          </Button>
        </div>
        <div className="customer-actions">{children}</div>
      </section>
    </>
  );
}
