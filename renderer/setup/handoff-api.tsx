import { KeyIcon } from '@phosphor-icons/react/dist/csr/Key';
import { type FormEvent, useState } from 'react';
import type { HandoffStanding } from '../../shared/contract/handoff-calls';
import { HandoffPort } from '../../shared/domain/handoff';
import { Button, ErrorNote, Field, Finding, useNow } from '../components';
import { useWords } from '../messages';

/** A port that no usual program asks for. */
const SUGGESTED_PORT = '8750';

/** The API: off with a port to choose, or on with its address, and a token that is shown one time. */
export function HandoffApi({
  api,
  token,
  locked,
  onPort,
  onRotate,
  onTokenCopied,
}: {
  api: HandoffStanding['api'];
  /** A token that was just made; empty otherwise. */
  token: string;
  /** Whoever works here may only look. */
  locked: boolean;
  onPort(port: number | null): void;
  onRotate(): void;
  onTokenCopied(): void;
}) {
  const { t, ago } = useWords();
  const now = useNow(5_000);
  return (
    <section aria-labelledby="handoff-api">
      <h2 id="handoff-api">{t('handoff.api')}</h2>
      <p className="quiet">{t('handoff.api-text')}</p>
      <output className="handoff-state">
        {api ? t('handoff.on-at', { address: `http://127.0.0.1:${api.port}` }) : t('handoff.off')}
        {api && (
          <span>
            {api.askedAt
              ? t('handoff.asked', { ago: ago(new Date(api.askedAt), now) })
              : t('handoff.never-asked')}
          </span>
        )}
        {api && <span>{t('handoff.waiting', { n: api.waiting })}</span>}
      </output>
      {api?.problem && <ErrorNote code={api.problem} />}
      {token !== '' && (
        <Finding
          title={t('handoff.token')}
          actions={<Button onPress={onTokenCopied}>{t('handoff.token-done')}</Button>}
          urgent
        >
          <p className="handoff-token mono" dir="ltr">
            {token}
          </p>
          <p>{t('handoff.token-text')}</p>
        </Finding>
      )}
      {api ? (
        <div className="handoff-acts">
          <Button icon={KeyIcon} isDisabled={locked} onPress={onRotate}>
            {t('handoff.rotate')}
          </Button>
          <Button
            isDisabled={locked}
            aria-label={`${t('handoff.turn-off')}: ${t('handoff.api')}`}
            onPress={() => onPort(null)}
          >
            {t('handoff.turn-off')}
          </Button>
        </div>
      ) : (
        <PortForm locked={locked} onPort={onPort} />
      )}
    </section>
  );
}

function PortForm({ locked, onPort }: { locked: boolean; onPort(port: number): void }) {
  const { t } = useWords();
  const [port, setPort] = useState(SUGGESTED_PORT);
  const chosen = HandoffPort.safeParse(Number(port));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.success) onPort(chosen.data);
  };
  const fault = chosen.success ? {} : { fault: t('handoff.port-wrong') };
  return (
    <form className="handoff-acts" onSubmit={submit}>
      <Field
        label={t('handoff.port')}
        inputMode="numeric"
        dir="ltr"
        maxLength={5}
        value={port}
        isDisabled={locked}
        onChange={setPort}
        {...fault}
      />
      <Button type="submit" isDisabled={locked || !chosen.success}>
        {t('handoff.turn-on')}
      </Button>
    </form>
  );
}
