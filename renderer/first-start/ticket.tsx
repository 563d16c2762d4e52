import { CameraIcon } from '@phosphor-icons/react/dist/csr/Camera';
import { FileIcon } from '@phosphor-icons/react/dist/csr/File';
import type { FormEvent } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { Connection } from '../../shared/domain/connection';
import type { ErrorCode } from '../../shared/domain/error';
import { Actions, Button, ErrorNote, Field, Sign } from '../components';
import { useWords } from '../messages';
import { Network } from './network';

/** Larger files are no enrolment files. */
const LARGEST_FILE = 4_096;

/** What the person was given, as far as it is typed or read. */
export interface Given {
  authority: string;
  code: string;
  connection: Connection;
}

export const nothingGiven: Given = { authority: '', code: '', connection: {} };

interface TicketProps {
  given: Given;
  busy: boolean;
  problem: ErrorCode | null;
  onChange(given: Given): void;
  onTicket(text: string): void;
  onProblem(code: ErrorCode): void;
  onPicture(): void;
  onLookUp(): void;
  onBack(): void;
}

/** The first step: the code, from a reader, a picture, a file or typed. */
export function Ticket(props: TicketProps) {
  const { given, busy, problem, onChange, onTicket, onProblem, onPicture, onLookUp, onBack } = props;
  const { t } = useWords();
  const complete = given.authority.trim() !== '' && given.code.trim() !== '';
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST_FILE) return onProblem('enrolment-ticket-invalid');
    onTicket(await file.text());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !busy) onLookUp();
  };
  return (
    <>
      <Sign
        outcome="none"
        word={t('enrol.title')}
        sentence={busy ? t('enrol.working') : t('enrol.sentence')}
      />
      <form className="first-start-body" onSubmit={submit}>
        {problem && <ErrorNote code={problem} />}
        <div className="ticket">
          <Field
            label={t('enrol.authority')}
            help={t('enrol.authority-help')}
            value={given.authority}
            maxLength={512}
            onChange={(authority) => onChange({ ...given, authority })}
          />
          <Field
            label={t('enrol.code')}
            help={t('enrol.code-help')}
            value={given.code}
            maxLength={64}
            onChange={(code) => onChange({ ...given, code })}
          />
        </div>
        <div className="ticket-sources">
          <Button icon={CameraIcon} onPress={onPicture}>
            {t('enrol.picture')}
          </Button>
          <FileTrigger onSelect={(files) => void take(files?.[0])}>
            <Button icon={FileIcon}>{t('enrol.file')}</Button>
          </FileTrigger>
        </div>
        <Network
          connection={given.connection}
          onChange={(connection) => onChange({ ...given, connection })}
          onProblem={onProblem}
        />
        <Actions>
          <Button kind="primary" big type="submit" isDisabled={!complete || busy}>
            {t('enrol.look-up')}
          </Button>
          <Button big onPress={onBack}>
            {t('first-start.back')}
          </Button>
        </Actions>
      </form>
    </>
  );
}
