import { useEffect, useRef } from 'react';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { Button, Glyph } from '../../components';
import { useWords } from '../../messages';

type SignView = Extract<SelfServiceView, { show: 'closed' | 'looking' | 'recorded' | 'desk' }>;

/** One sign and one sentence. Only what was recorded is green; why somebody has to go to the desk is not said in public. */
export function SignStep({ view: { show }, onDone }: { view: SignView; onDone(): void }) {
  const { t } = useWords();
  const done = useRef<HTMLButtonElement>(null);
  const isOver = show === 'recorded' || show === 'desk';
  useEffect(() => done.current?.focus(), []);
  const outcome = show === 'recorded' ? 'verified' : 'idle';
  return (
    <>
      <output className={`customer-sign ${outcome}`} data-outcome={outcome} aria-atomic="true">
        <Glyph outcome={outcome} />
        <div>
          <h1>{t(`self-service.${show}`)}</h1>
          <p>{t(`self-service.${show}-sentence`)}</p>
        </div>
      </output>
      {isOver && (
        <div className="self-service-actions">
          <Button ref={done} kind="primary" big hint="⏎" onPress={onDone}>
            {t('self-service.finish')}
          </Button>
        </div>
      )}
    </>
  );
}
