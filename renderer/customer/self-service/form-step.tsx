import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus';
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Group, Input, Label, NumberField, Button as Pressable } from 'react-aria-components';
import type { SelfServiceForm } from '../../../shared/contract/self-service-calls';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import type { ErrorCode } from '../../../shared/domain/error';
import { Button, Field, Icon } from '../../components';
import { useWords } from '../../messages';
import { TouchKeys } from './touch-keys';

/** What is still missing once the document is known to be genuine: a room and nights, or a reference. */
export function FormStep({
  view: { form, mostNights },
  onRecord,
  onCancel,
}: {
  view: Extract<SelfServiceView, { show: 'form' }>;
  onRecord(form: SelfServiceForm): Promise<ErrorCode | null>;
  onCancel(): void;
}) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [nights, setNights] = useState(1);
  const [fault, setFault] = useState(false);
  const [sending, setSending] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isStay = form === 'stay';
  const most = isStay ? 20 : 60;
  const field = isStay ? 'room' : 'reference';
  const change = (next: string) => {
    setText(next.slice(0, most));
    setFault(false);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    const filled = text.trim();
    if (filled === '') {
      setFault(true);
      first.current?.focus();
      return;
    }
    setSending(true);
    const problem = await onRecord(isStay ? { room: filled, nights } : { reference: filled });
    setSending(false);
    if (problem) setFault(true);
  };
  return (
    <form className="self-service-form" onSubmit={(event) => void submit(event)} noValidate>
      <div className="self-service-asks">
        <output aria-atomic="true">
          <h1>{t(`self-service.form-${form}`)}</h1>
          <p className="customer-lead">{t(`self-service.form-${form}-sentence`)}</p>
        </output>
        <Field
          label={t(`self-service.${field}`)}
          value={text}
          maxLength={most}
          inputMode="none"
          inputRef={first}
          dir="ltr"
          onChange={change}
          fault={fault ? t(`self-service.error-${field}`) : undefined}
        />
        {isStay && <Nights nights={nights} most={mostNights} onChange={setNights} />}
        <div className="self-service-actions">
          <Button type="submit" kind="primary" big hint="⏎" isDisabled={sending}>
            {t(`self-service.record-${form}`)}
          </Button>
          <Button big hint="esc" onPress={onCancel}>
            {t('self-service.cancel')}
          </Button>
        </div>
      </div>
      <TouchKeys letters onKey={(key) => change(text + key)} onDelete={() => change(text.slice(0, -1))} />
    </form>
  );
}

function Nights({
  nights,
  most,
  onChange,
}: {
  nights: number;
  most: number;
  onChange(nights: number): void;
}) {
  const { t } = useWords();
  return (
    <NumberField
      className="field nights-field"
      value={nights}
      minValue={1}
      maxValue={most}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next);
      }}
    >
      <Label className="field-label">{t('self-service.nights')}</Label>
      <Group>
        <Pressable slot="decrement" className="nights-step" aria-label={t('self-service.fewer')}>
          <Icon of={MinusIcon} />
        </Pressable>
        <Input className="input" inputMode="none" autoComplete="off" />
        <Pressable slot="increment" className="nights-step" aria-label={t('self-service.more')}>
          <Icon of={PlusIcon} />
        </Pressable>
      </Group>
    </NumberField>
  );
}
