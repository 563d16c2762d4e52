import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../shared/contract/terminal-state';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Actions, Button, ErrorNote } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { OperatorChoice } from './operator-choice';
import { OperatorForm } from './operator-form';
import { useOperatorName } from './operator-name';
import { PinPad } from './pin-pad';
import { useOperators } from './use-operators';
import './sign-in.css';

/** Nobody works here, or the screen is locked: a name and a PIN. Nothing of a person stands on it. */
export function SignIn({
  session,
  site,
  mayGoOn,
  onDone,
}: {
  session: SessionState;
  site: string;
  /** Whether one can go on without signing in. */
  mayGoOn: boolean;
  onDone(): void;
}) {
  const { t } = useWords();
  const nameOf = useOperatorName();
  const { operators, again } = useOperators();
  const locked = session.locked && session.person;
  const title = session.empty ? 'operators.first' : locked ? 'operators.locked' : 'operators.sign-in';
  return (
    <main className="sign-in">
      <header>
        <p className="secondary">{site}</p>
        <h1 className="title">{t(title)}</h1>
        <p className="lead">
          {session.empty && t('operators.first-hint')}
          {locked && t('operators.locked-hint', { name: nameOf(locked.name) })}
          {!session.empty && !locked && t('operators.sign-in-hint')}
        </p>
      </header>
      {operators?.length === 0 && (
        <OperatorForm first onDone={again} onCancel={mayGoOn ? onDone : undefined} />
      )}
      {operators && operators.length > 0 && (
        <SignInForm
          operators={operators}
          at={locked ? locked.id : (operators[0]?.id ?? '')}
          locked={locked !== null && locked !== false}
          onTried={again}
          onDone={onDone}
          mayGoOn={mayGoOn}
        />
      )}
    </main>
  );
}

function SignInForm({
  operators,
  at,
  locked,
  onTried,
  onDone,
  mayGoOn,
}: {
  operators: NonNullable<ReturnType<typeof useOperators>['operators']>;
  at: string;
  locked: boolean;
  onTried(): void;
  onDone(): void;
  mayGoOn: boolean;
}) {
  const { t } = useWords();
  const { client } = useTerminal();
  const [chosen, setChosen] = useState(at);
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || pin === '') return;
    setBusy(true);
    setProblem(null);
    try {
      await client.call('sign-in', { operator: chosen, pin });
      onDone();
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
      onTried();
      input.current?.focus();
    } finally {
      setPin('');
      setBusy(false);
    }
  };
  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate>
      <OperatorChoice
        label={t('operators.who')}
        operators={operators}
        chosen={chosen}
        onChoose={(id) => {
          setChosen(id);
          setPin('');
          setProblem(null);
        }}
      />
      <div className="sign-in-pin">
        <PinPad label={t('operators.pin')} pin={pin} onChange={setPin} inputRef={input} />
        {problem && <ErrorNote code={problem} />}
        <Actions>
          <Button type="submit" kind="primary" big hint="⏎" isDisabled={busy}>
            {t(locked ? 'operators.unlock' : 'operators.sign-in')}
          </Button>
          {mayGoOn && (
            <Button big onPress={onDone}>
              {t('operators.back')}
            </Button>
          )}
        </Actions>
      </div>
    </form>
  );
}
