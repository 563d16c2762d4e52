import { type FormEvent, useEffect, useState } from 'react';
import type { OperatorStanding } from '../../../shared/contract/operator-calls';
import { type ErrorCode, reportOf } from '../../../shared/domain/error';
import { Actions, Button, Dialogue, ErrorNote } from '../../components';
import { useWords } from '../../messages';
import { OperatorChoice } from '../../operators/operator-choice';
import { PinPad } from '../../operators/pin-pad';
import '../../operators/sign-in.css';
import { selfServiceClient as client } from './use-self-service';

/** The way to the staff's screens: an operator's PIN. The shell opens them when the terminal says who signed in. */
export function StaffEntry({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const [operators, setOperators] = useState<readonly OperatorStanding[]>([]);
  const [chosen, setChosen] = useState('');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    listOperators().then(setOperators, (thrown: unknown) => setProblem(reportOf(thrown).code));
  }, []);
  const operator = chosen || (operators[0]?.id ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pin === '') return;
    setProblem(null);
    try {
      await client.call('sign-in', { operator, pin });
      onClose();
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
      setPin('');
      await listOperators().then(setOperators, () => undefined);
    }
  };
  return (
    <Dialogue title={t('self-service.staff')} onClose={onClose} wide>
      <form className="dialogue-form approval" onSubmit={(event) => void submit(event)} noValidate>
        <p className="secondary">{t('self-service.staff-hint')}</p>
        <div className="approval-who">
          <OperatorChoice
            label={t('operators.who')}
            operators={operators}
            chosen={operator}
            onChoose={(id) => {
              setChosen(id);
              setPin('');
            }}
          />
          <PinPad label={t('operators.pin')} pin={pin} onChange={setPin} />
        </div>
        {problem && <ErrorNote code={problem} />}
        <Actions>
          <Button type="submit" kind="primary">
            {t('operators.sign-in')}
          </Button>
          <Button hint="esc" onPress={onClose}>
            {t('self-service.cancel')}
          </Button>
        </Actions>
      </form>
    </Dialogue>
  );
}

async function listOperators(): Promise<readonly OperatorStanding[]> {
  return (await client.call('operators.list', {})).operators;
}
