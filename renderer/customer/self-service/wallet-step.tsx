import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { Button, Field, QrDrawing } from '../../components';
import { useWords } from '../../messages';
import { AskedOfWallet } from '../asked-list';
import { TouchKeys } from './touch-keys';

const DIGITS = 4;

/** The wallet on one's own phone: a code to scan, what is asked for, and then the number that the phone shows, typed here. */
export function WalletStep({
  view: { site, request, wrong },
  onNumber,
  onCancel,
}: {
  view: Extract<SelfServiceView, { show: 'wallet' }>;
  onNumber(number: string): void;
  onCancel(): void;
}) {
  const { t } = useWords();
  const { state } = request;
  const isOver = state === 'declined' || state === 'expired' || state === 'failed';
  return (
    <div className="self-service-wallet">
      <div className="self-service-asks">
        <output aria-atomic="true">
          <h1>{t(isOver || state === 'opened' ? `customer.${state}` : `self-service.wallet-${state}`)}</h1>
          <p className="customer-lead">
            {t(isOver ? 'self-service.wallet-over' : `self-service.wallet-${state}-sentence`)}
          </p>
        </output>
        {(state === 'waiting' || state === 'opened') && (
          <AskedOfWallet site={site} request={request}>
            <p className="customer-agree">{t('customer.agree')}</p>
          </AskedOfWallet>
        )}
        {state === 'compare' && <NumberForm wrong={wrong} onNumber={onNumber} />}
        <div className="self-service-actions">
          <Button big hint="esc" onPress={onCancel}>
            {t(isOver ? 'self-service.finish' : 'self-service.cancel')}
          </Button>
        </div>
      </div>
      {state === 'waiting' && (
        <figure className="customer-qr" data-code={request.code}>
          <figcaption className="unseen">{t('customer.code')}</figcaption>
          <QrDrawing text={request.code} />
        </figure>
      )}
    </div>
  );
}

/** Four digits; the last one sends them. */
function NumberForm({ wrong, onNumber }: { wrong: boolean; onNumber(number: string): void }) {
  const { t } = useWords();
  const [number, setNumber] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const change = (next: string) => {
    const digits = next.replaceAll(/\D/g, '').slice(0, DIGITS);
    setNumber(digits);
    if (digits.length < DIGITS) return;
    onNumber(digits);
    setNumber('');
  };
  return (
    <form className="self-service-number" onSubmit={(event: FormEvent) => event.preventDefault()} noValidate>
      <Field
        label={t('self-service.number')}
        value={number}
        inputMode="none"
        inputRef={input}
        dir="ltr"
        onChange={change}
        fault={wrong && number === '' ? t('self-service.number-wrong') : undefined}
      />
      <TouchKeys onKey={(key) => change(number + key)} onDelete={() => setNumber(number.slice(0, -1))} />
    </form>
  );
}
