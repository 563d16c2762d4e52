import { type FormEvent, useEffect, useState } from 'react';
import type { KioskState } from '../../shared/contract/kiosk-calls';
import type { OperatorStanding } from '../../shared/contract/operator-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Actions, Button, ErrorNote, Field, Finding, Segments } from '../components';
import { useWords } from '../messages';
import { useOperatorName } from '../operators/operator-name';
import { useTerminal } from '../terminal';
import { SelfService } from './self-service';
import './kiosk.css';

/** The lock on this machine: on, off, or left for now by an installer. */
export function Kiosk() {
  const { t } = useWords();
  const { client } = useTerminal();
  const [state, setState] = useState<KioskState | null>(null);
  const [installers, setInstallers] = useState<readonly OperatorStanding[]>([]);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    client.call('kiosk.read', {}).then(
      (read) => setState(read.state),
      (thrown: unknown) => setProblem(reportOf(thrown).code),
    );
    client.call('operators.list', {}).then(
      ({ operators }) => setInstallers(operators.filter(({ role }) => role === 'installer')),
      () => setInstallers([]),
    );
  }, [client]);
  const ask = async (call: Promise<{ state: KioskState }>) => {
    try {
      setState((await call).state);
      setProblem(null);
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  if (!state) return problem && <ErrorNote code={problem} />;
  return (
    <div className="kiosk">
      {problem && <ErrorNote code={problem} />}
      <output className="kiosk-state">{t(`kiosk.state-${state}`)}</output>
      <p className="kiosk-text">{t(`kiosk.text-${state}`)}</p>
      <p className="kiosk-text">{t('kiosk.system')}</p>
      {state === 'locked' ? (
        <Leave installers={installers} onLeave={(pin) => ask(client.call('kiosk.leave', pin))} />
      ) : (
        <>
          {installers.length === 0 && <Finding title={t('kiosk.no-installer')} />}
          <Actions>
            <Button
              kind="primary"
              big
              isDisabled={installers.length === 0}
              onPress={() => void ask(client.call('kiosk.lock', {}))}
            >
              {t('kiosk.lock')}
            </Button>
            {state === 'released' && (
              <Button big onPress={() => void ask(client.call('kiosk.switch-off', {}))}>
                {t('kiosk.switch-off')}
              </Button>
            )}
          </Actions>
        </>
      )}
      <SelfService />
    </div>
  );
}

function Leave({
  installers,
  onLeave,
}: {
  installers: readonly OperatorStanding[];
  onLeave(pin: { operator: string; pin: string }): Promise<void>;
}) {
  const { t } = useWords();
  const nameOf = useOperatorName();
  const [chosen, setChosen] = useState('');
  const [pin, setPin] = useState('');
  const operator = chosen || (installers[0]?.id ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPin('');
    void onLeave({ operator, pin });
  };
  return (
    <form className="kiosk-leave" onSubmit={submit}>
      {installers.length > 1 && (
        <Segments
          label={t('kiosk.installer')}
          segments={installers.map(({ id, name }) => ({ key: id, label: nameOf(name) }))}
          selected={operator}
          onSelect={setChosen}
        />
      )}
      <Field
        label={t('kiosk.pin')}
        type="password"
        inputMode="numeric"
        value={pin}
        maxLength={12}
        onChange={setPin}
      />
      <Actions>
        <Button kind="primary" big type="submit" isDisabled={installers.length > 0 && pin === ''}>
          {t('kiosk.leave')}
        </Button>
      </Actions>
    </form>
  );
}
