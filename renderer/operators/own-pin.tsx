import { type FormEvent, useRef, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Pin } from '../../shared/domain/operator';
import { Actions, Button, Dialogue, ErrorNote, Field, useFirstFault } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';

/** The PIN of whoever is signed in: they change it themselves, with the one they have now. */
export function OwnPin() {
  const { t } = useWords();
  const [step, setStep] = useState<'closed' | 'open' | 'done'>('closed');
  return (
    <section className="preference">
      <h2>{t('own-pin.title')}</h2>
      <div>
        <Button onPress={() => setStep('open')}>{t('own-pin.change')}</Button>
        <output className="own-pin-done">{step === 'done' && t('own-pin.done')}</output>
      </div>
      {step === 'open' && (
        <Dialogue title={t('own-pin.change')} onClose={() => setStep('closed')}>
          <OwnPinForm onDone={() => setStep('done')} onCancel={() => setStep('closed')} />
        </Dialogue>
      )}
    </section>
  );
}

type Faults = Partial<Record<'old' | 'fresh' | 'again', boolean>>;

/** Wrong PINs count as at the sign-in; what was typed is gone after each try. */
function OwnPinForm({ onDone, onCancel }: { onDone(): void; onCancel(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const form = useRef<HTMLFormElement>(null);
  const [pins, setPins] = useState({ old: '', fresh: '', again: '' });
  const [faults, setFaults] = useState<Faults>({});
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useFirstFault(form, tries);
  const change = (next: Partial<typeof pins>) => {
    setPins((before) => ({ ...before, ...next }));
    setFaults({});
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { old, fresh, again } = pins;
    const isPin = Pin.safeParse(fresh).success;
    const wrong: Faults = { old: old === '', fresh: !isPin, again: isPin && again !== fresh };
    setFaults(wrong);
    setTries((before) => before + 1);
    if (wrong.old || wrong.fresh || wrong.again) return;
    try {
      setProblem(null);
      await client.call('operators.own-pin', { pin: old, newPin: fresh });
      onDone();
    } catch (thrown) {
      setPins({ old: '', fresh: '', again: '' });
      setProblem(reportOf(thrown).code);
    }
  };
  const field = (name: keyof typeof pins, fault: string) => (
    <Field
      label={t(`own-pin.${name === 'fresh' ? 'new' : name}`)}
      {...(name === 'fresh' && { help: t('operators.pin-help') })}
      value={pins[name]}
      type="password"
      inputMode="numeric"
      dir="ltr"
      maxLength={12}
      onChange={(pin) => change({ [name]: pin })}
      fault={faults[name] ? fault : undefined}
    />
  );
  return (
    <form ref={form} className="dialogue-form" onSubmit={(event) => void submit(event)} noValidate>
      {field('old', t('own-pin.error-old'))}
      {field('fresh', t('operators.pin-help'))}
      {field('again', t('own-pin.error-again'))}
      {problem && <ErrorNote code={problem} />}
      <Actions>
        <Button type="submit" kind="primary">
          {t('operators.save')}
        </Button>
        <Button hint="esc" onPress={onCancel}>
          {t('operators.cancel')}
        </Button>
      </Actions>
    </form>
  );
}
