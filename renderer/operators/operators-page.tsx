import { useState } from 'react';
import type { OperatorStanding } from '../../shared/contract/operator-calls';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Actions, Button, Dialogue, ErrorNote, Segments } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { OperatorForm } from './operator-form';
import { useOperatorName } from './operator-name';
import { OwnPin } from './own-pin';
import { useOperators } from './use-operators';
import { useWorksAs } from './works-as';
import './operators-page.css';

const lockAfter = ['0', '60', '300', '900'] as const;

/** Who works at this terminal. A supervisor adds, changes and removes; the terminal checks the role, whatever is shown here. */
export function OperatorsPage() {
  const { t } = useWords();
  const { client } = useTerminal();
  const { state } = useView();
  const nameOf = useOperatorName();
  const { operators, again } = useOperators();
  const [edited, setEdited] = useState<OperatorStanding | 'new' | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const session = state?.session;
  const supervises = useWorksAs('supervisor');
  const manages = session?.empty || supervises;
  const setLock = (seconds: string) =>
    void client.call('operators.lock-after', { seconds: Number(seconds) }).then(
      () => setProblem(null),
      (thrown: unknown) => setProblem(reportOf(thrown).code),
    );
  return (
    <div className="operators">
      {!manages && <p className="secondary">{t('operators.supervisor-only')}</p>}
      <ul>
        {operators?.map((operator) => (
          <li key={operator.id} className="operator-row">
            <span>
              <b dir="auto">{nameOf(operator.name)}</b>
              <small className="mono">{operator.id}</small>
            </span>
            <span>{t(`role.${operator.role}`)}</span>
            <span className="secondary">
              {operator.locked && t('operators.needs-pin')}
              {!operator.locked &&
                operator.waitSeconds > 0 &&
                t('operators.wait', { n: operator.waitSeconds })}
            </span>
            {manages && (
              <Button
                aria-label={t('operators.change-of', { name: nameOf(operator.name) })}
                onPress={() => setEdited(operator)}
              >
                {t('operators.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {operators?.length === 0 && <p>{t('operators.none')}</p>}
      {manages && (
        <Button kind="primary" onPress={() => setEdited('new')}>
          {t('operators.add')}
        </Button>
      )}
      {session?.person && <OwnPin />}
      {manages && session && !session.empty && (
        <section className="preference">
          <h2>{t('operators.lock-after')}</h2>
          <Segments
            label={t('operators.lock-after')}
            segments={lockAfter.map((key) => ({
              key,
              label:
                key === '0'
                  ? t('operators.lock-never')
                  : t('operators.lock-minutes', { n: Number(key) / 60 }),
            }))}
            selected={lockAfter.find((key) => Number(key) === session.lockAfterSeconds) ?? '300'}
            onSelect={setLock}
          />
        </section>
      )}
      {problem && <ErrorNote code={problem} />}
      {edited && (
        <Edited
          operator={edited === 'new' ? undefined : edited}
          first={session?.empty ?? false}
          onClose={() => {
            setEdited(null);
            again();
          }}
        />
      )}
    </div>
  );
}

function Edited({
  operator,
  first,
  onClose,
}: {
  operator: OperatorStanding | undefined;
  first: boolean;
  onClose(): void;
}) {
  const { t } = useWords();
  const { client } = useTerminal();
  const nameOf = useOperatorName();
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const remove = ({ id }: OperatorStanding) =>
    void client.call('operators.remove', { id }).then(onClose, (thrown: unknown) => {
      setProblem(reportOf(thrown).code);
    });
  return (
    <Dialogue title={operator ? nameOf(operator.name) : t('operators.add')} onClose={onClose}>
      {!removing && (
        <OperatorForm {...(operator && { operator })} first={first} onDone={onClose} onCancel={onClose} />
      )}
      {operator && !removing && (
        <Button kind="quiet" onPress={() => setRemoving(true)}>
          {t('operators.remove')}
        </Button>
      )}
      {operator && removing && (
        <>
          <p>{t('operators.remove-sure')}</p>
          {problem && <ErrorNote code={problem} />}
          <Actions>
            <Button kind="primary" onPress={() => remove(operator)}>
              {t('operators.remove')}
            </Button>
            <Button onPress={() => setRemoving(false)}>{t('operators.cancel')}</Button>
          </Actions>
        </>
      )}
    </Dialogue>
  );
}
