import { useState } from 'react';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { Button } from '../../components';
import { useWords } from '../../messages';
import { AskedList } from '../asked-list';

/** A text to agree to, in the person's language: the whole text, what is kept and for how long, and two answers of one size. */
export function ConsentStep({
  view: { title, keeps, days, text },
  onAnswer,
}: {
  view: Extract<SelfServiceView, { show: 'consent' }>;
  onAnswer(given: boolean, language: string): Promise<unknown>;
}) {
  const { t, language, localised, span } = useWords();
  const [sending, setSending] = useState(false);
  const read = language in text.words ? language : 'en';
  const answer = async (given: boolean) => {
    setSending(true);
    await onAnswer(given, read);
    setSending(false);
  };
  return (
    <div className="self-service-wallet">
      <div className="self-service-asks">
        <output aria-atomic="true">
          <h1>{t('customer.consent')}</h1>
          <p className="customer-lead">{localised(title)}</p>
        </output>
        <p className="self-service-text" lang={read} dir="auto">
          {text.words[read]}
        </p>
        <p className="quiet">{t('teller.consent-text', { id: text.id, version: text.version })}</p>
        <div className="self-service-actions">
          <Button big isDisabled={sending} onPress={() => void answer(true)}>
            {t('customer.consent-agree')}
          </Button>
          <Button big isDisabled={sending} onPress={() => void answer(false)}>
            {t('customer.consent-decline')}
          </Button>
        </div>
      </div>
      {keeps.length > 0 && (
        <div className="customer-consent">
          <h2>{t('customer.consent-keeps', { time: span(days) })}</h2>
          <AskedList claims={keeps} />
        </div>
      )}
    </div>
  );
}
