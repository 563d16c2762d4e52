import { type FormEvent, useEffect, useRef, useState } from 'react';
import { readTicket } from '../../shared/domain/enrolment-ticket';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { includesRole } from '../../shared/domain/operator';
import { Actions, Button, Dialogue, ErrorNote, Field } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { useHeldCounter } from './counter-context';

/** Why a machine was stopped whose journal was rolled back or forked; for an installer the way to begin again as another terminal. */
export function EnrolAnew() {
  const { t } = useWords();
  const person = useView().state?.session.person;
  const [asking, setAsking] = useState(false);
  const may = person != null && includesRole(person.role, 'installer');
  return (
    <>
      <ErrorNote
        code="journal-rolled-back"
        actions={
          may ? (
            <Button kind="primary" onPress={() => setAsking(true)}>
              {t('enrol-anew.open')}
            </Button>
          ) : (
            <p>{t('enrol-anew.sign-in')}</p>
          )
        }
      />
      {asking && <EnrolAnewDialogue onClose={() => setAsking(false)} />}
    </>
  );
}

/** What becomes of the journal, and the code. When it is done the terminal opens anew, and this goes away with its reason. */
function EnrolAnewDialogue({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  useHeldCounter();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || code.trim() === '') return;
    setBusy(true);
    setProblem(null);
    try {
      await client.call('enrolment.anew', { code: readTicket(code)?.code ?? code.trim() });
      onClose();
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
      setBusy(false);
    }
  };
  return (
    <Dialogue title={t('enrol-anew.title')} onClose={onClose}>
      <form className="dialogue-form" onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('enrol-anew.new-terminal')}</p>
        <p>{t('enrol-anew.journal-stays')}</p>
        <p>{t('enrol-anew.undelivered')}</p>
        <Field
          label={t('enrol.code')}
          help={t('enrol.code-help')}
          value={code}
          maxLength={2_048}
          inputRef={field}
          dir="ltr"
          onChange={setCode}
        />
        {problem && <ErrorNote code={problem} />}
        <Actions>
          <Button type="submit" kind="primary" isDisabled={busy || code.trim() === ''}>
            {t('enrol-anew.confirm')}
          </Button>
          <Button hint="esc" onPress={onClose}>
            {t('enrol-anew.cancel')}
          </Button>
        </Actions>
      </form>
    </Dialogue>
  );
}
