import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { Actions, Button, Dialogue, ErrorNote, Field } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { useHeldCounter } from './counter-context';

/** Takes records back, each by another entry that says why: all of them, or none. A scan meanwhile waits. */
export function VoidDialogue({
  title,
  entries,
  onClose,
  onVoided,
}: {
  /** As the button that led here: what is taken back is called by its purpose. */
  title: string;
  entries: readonly string[];
  onClose(): void;
  onVoided(): void;
}) {
  const { t } = useWords();
  const { client } = useTerminal();
  useHeldCounter();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const sent = useRef(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sent.current) return;
    if (reason.trim() === '') return setFault(true);
    sent.current = true;
    setProblem(null);
    client.call('party.void', { entries: [...entries], reason }).then(onVoided, (thrown: unknown) => {
      sent.current = false;
      setProblem(reportOf(thrown).code);
    });
  };
  return (
    <Dialogue title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate className="dialogue-form">
        <p className="secondary">{t('void.what')}</p>
        <Field
          label={t('void.reason')}
          help={t('void.reason-help')}
          value={reason}
          maxLength={500}
          onChange={(value) => {
            setReason(value);
            setFault(false);
          }}
          fault={fault ? t('void.error-reason') : undefined}
          inputRef={input}
        />
        {problem && <ErrorNote code={problem} />}
        <Actions>
          <Button type="submit" kind="primary">
            {t('void.confirm')}
          </Button>
          <Button hint="esc" onPress={onClose}>
            {t('void.cancel')}
          </Button>
        </Actions>
      </form>
    </Dialogue>
  );
}
