import { type FormEvent, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { type Operator, OperatorId, Pin, Role } from '../../shared/domain/operator';
import { Actions, Button, ErrorNote, Field, Segments } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';

type Faults = Partial<Record<'id' | 'name' | 'pin', boolean>>;

/** A new operator, or a change of one: name, role, PIN. Without a new PIN the old one stays. */
export function OperatorForm({
  operator,
  first = false,
  onDone,
  onCancel,
}: {
  operator?: Operator;
  /** The one who manages the others. */
  first?: boolean;
  onDone(): void;
  onCancel?: (() => void) | undefined;
}) {
  const { t } = useWords();
  const { client } = useTerminal();
  const [draft, setDraft] = useState({
    id: operator?.id ?? '',
    name: operator?.name ?? '',
    role: operator?.role ?? (first ? ('supervisor' as Role) : ('clerk' as Role)),
    pin: '',
  });
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const change = (next: Partial<typeof draft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setFaults({});
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { pin, ...rest } = { ...draft, id: draft.id.trim().toLowerCase(), name: draft.name.trim() };
    const keepsPin = operator !== undefined && pin === '';
    const wrong: Faults = {
      id: !OperatorId.safeParse(rest.id).success,
      name: rest.name === '',
      pin: !keepsPin && !Pin.safeParse(pin).success,
    };
    setFaults(wrong);
    if (wrong.id || wrong.name || wrong.pin) return;
    try {
      setProblem(null);
      if (operator) await client.call('operators.change', { ...rest, ...(!keepsPin && { pin }) });
      else await client.call('operators.add', { ...rest, pin });
      onDone();
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
    }
  };
  const roles = first ? Role.options.filter((role) => role !== 'clerk') : Role.options;
  return (
    <form className="dialogue-form" onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('operators.name')}
        value={draft.name}
        maxLength={60}
        onChange={(name) => change({ name })}
        fault={faults.name ? t('operators.error-name') : undefined}
      />
      {!operator && (
        <Field
          label={t('operators.id')}
          help={t('operators.id-help')}
          value={draft.id}
          maxLength={32}
          onChange={(id) => change({ id })}
          fault={faults.id ? t('operators.error-id') : undefined}
        />
      )}
      <div>
        <p className="field-label">{t('operators.role')}</p>
        <Segments
          label={t('operators.role')}
          segments={roles.map((key) => ({ key, label: t(`role.${key}`) }))}
          selected={draft.role}
          onSelect={(role) => change({ role })}
        />
      </div>
      <Field
        label={t(operator ? 'operators.new-pin' : 'operators.pin')}
        help={t(operator ? 'operators.new-pin-help' : 'operators.pin-help')}
        value={draft.pin}
        type="password"
        maxLength={12}
        inputMode="numeric"
        onChange={(pin) => change({ pin })}
        fault={faults.pin ? t('operators.pin-help') : undefined}
      />
      {problem && <ErrorNote code={problem} />}
      <Actions>
        <Button type="submit" kind="primary">
          {t('operators.save')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('operators.cancel')}</Button>}
      </Actions>
    </form>
  );
}
