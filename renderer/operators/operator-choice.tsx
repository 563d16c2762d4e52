import { Radio, RadioGroup } from 'react-aria-components';
import type { OperatorStanding } from '../../shared/contract/operator-calls';
import { useWords } from '../messages';
import { useOperatorName } from './operator-name';
import './operator-choice.css';

/** Who it is: a name, what they may do, and what keeps them from trying a PIN. */
export function OperatorChoice({
  label,
  operators,
  chosen,
  onChoose,
}: {
  label: string;
  operators: readonly OperatorStanding[];
  chosen: string;
  onChoose(id: string): void;
}) {
  const { t } = useWords();
  const nameOf = useOperatorName();
  return (
    <RadioGroup className="operator-choice" aria-label={label} value={chosen} onChange={onChoose}>
      {operators.map(({ id, name, role, waitSeconds, locked, trainingPin }) => (
        <Radio key={id} value={id} className="operator-tile">
          <b dir="auto">{nameOf(name)}</b>
          <span>{t(`role.${role}`)}</span>
          {trainingPin && <span className="mono">{t('operators.training-pin', { pin: trainingPin })}</span>}
          {locked && <span className="operator-waits">{t('operators.needs-pin')}</span>}
          {!locked && waitSeconds > 0 && (
            <span className="operator-waits">{t('operators.wait', { n: waitSeconds })}</span>
          )}
        </Radio>
      ))}
    </RadioGroup>
  );
}
