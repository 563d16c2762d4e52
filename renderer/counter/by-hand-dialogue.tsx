import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import { TypedKind } from '../../shared/domain/typed-document';
import {
  Actions,
  Button,
  ChoiceField,
  DayField,
  Dialogue,
  ErrorNote,
  Field,
  Finding,
  dayOf,
  useFirstFault,
} from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { useHeldCounter } from './counter-context';
import { type TypedDraft, type TypedFaults, checkedTyped, emptyTyped } from './typed-draft';
import './by-hand-dialogue.css';

const SEXES = ['female', 'male', 'other'] as const;

/** A document that no reader reads: typed from what is printed on it, then compared by eye. A scan meanwhile waits. */
export function ByHandDialogue({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  useHeldCounter();
  const whole = useRef<HTMLFormElement>(null);
  const form = useTyped(onClose);
  useEffect(() => whole.current?.querySelector('button')?.focus(), []);
  useFirstFault(whole, form.refusals);
  const { state } = useView();
  const unapproved = state?.session.empty && state.purpose.approvals?.includes('manual-entry');
  const { draft, change } = form;
  const fault = (field: keyof TypedFaults) => {
    const key = form.faults[field];
    return key && t(key);
  };
  return (
    <Dialogue title={t('typed.title')} onClose={onClose} wide>
      <form ref={whole} onSubmit={form.submit} noValidate className="dialogue-form">
        <p className="secondary">{t('typed.what')}</p>
        {unapproved && (
          <Finding title={t('typed.no-supervisor')}>
            <p>{t('typed.no-supervisor-text')}</p>
          </Finding>
        )}
        <div className="typed-fields">
          <ChoiceField
            label={t('typed.kind')}
            prompt={t('typed.choose')}
            choices={TypedKind.options.map((key) => ({ key, label: t(`typed-kind.${key}`) }))}
            selected={draft.kind}
            onSelect={(kind) => change({ kind })}
            fault={fault('kind')}
          />
          <Field
            label={t('typed.country')}
            help={t('typed.country-help')}
            value={draft.issuingCountry}
            maxLength={3}
            onChange={(issuingCountry) => change({ issuingCountry: issuingCountry.toUpperCase() })}
            fault={fault('issuingCountry')}
          />
          <Field
            label={t('typed.number')}
            value={draft.number}
            maxLength={40}
            onChange={(number) => change({ number })}
            fault={fault('number')}
          />
          <DayField
            label={t('typed.valid-until')}
            value={draft.validUntil}
            onChange={(validUntil) => change({ validUntil })}
          />
          <Field
            label={t('typed.family-name')}
            value={draft.familyName}
            maxLength={120}
            onChange={(familyName) => change({ familyName })}
            fault={fault('familyName')}
          />
          <Field
            label={t('typed.given-name')}
            value={draft.givenName}
            maxLength={120}
            onChange={(givenName) => change({ givenName })}
          />
          <DayField
            label={t('typed.birth-date')}
            value={draft.birthDate}
            onChange={(birthDate) => change({ birthDate })}
            fault={fault('birthDate')}
          />
          <ChoiceField
            label={t('typed.sex')}
            prompt={t('typed.choose')}
            choices={SEXES.map((key) => ({ key, label: t(`sex.${key}`) }))}
            selected={draft.sex}
            onSelect={(sex) => change({ sex })}
          />
        </div>
        {form.problem && <ErrorNote code={form.problem} />}
        <Actions>
          <Button type="submit" kind="primary" hint="⏎" isDisabled={form.sending}>
            {t('typed.present')}
          </Button>
          <Button hint="esc" onPress={onClose}>
            {t('typed.cancel')}
          </Button>
        </Actions>
      </form>
    </Dialogue>
  );
}

/** The verdict comes as every verdict does; when it is there the dialogue is `onDone`. */
function useTyped(onDone: () => void) {
  const { client } = useTerminal();
  const [draft, setDraft] = useState<TypedDraft>(emptyTyped);
  const [faults, setFaults] = useState<TypedFaults>({});
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [sending, setSending] = useState(false);
  const sent = useRef(false);
  const [refusals, setRefusals] = useState(0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The form of the party lies around this one in React's tree, though not in the page.
    event.stopPropagation();
    if (sent.current) return;
    const checked = checkedTyped(draft, dayOf(new Date()));
    if ('faults' in checked) {
      setFaults(checked.faults);
      setRefusals((before) => before + 1);
      return;
    }
    sent.current = true;
    setSending(true);
    setProblem(null);
    try {
      await client.call('present.by-hand', { document: checked.document });
      onDone();
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
      sent.current = false;
      setSending(false);
    }
  };
  return {
    draft,
    faults,
    problem,
    sending,
    refusals,
    submit: (event: FormEvent) => void submit(event),
    change: (next: Partial<TypedDraft>) => {
      setDraft((before) => ({ ...before, ...next }));
      setFaults({});
    },
  };
}
