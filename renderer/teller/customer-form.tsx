import { useEffect, useRef } from 'react';
import type { TellerTerms } from '../../shared/contract/teller-calls';
import type { Verdict } from '../../shared/domain/verdict';
import {
  Actions,
  Button,
  Checks,
  ChoiceField,
  Countdown,
  ErrorNote,
  Field,
  useCountdown,
  useKey,
} from '../components';
import { type CustomerFormName, useCounter, WaitingNotice } from '../counter';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { ConsentPanel } from './consent-panel';
import { useCustomerForm, useTerms } from './use-customer-form';
import './customer-form.css';

/** A half-filled form is work, but it also shows a person: it leaves the screen after this long without touch. */
const CLEARS_SECONDS = 180;
/** The last of them are counted down on the screen. */
const WARNS_SECONDS = 30;

interface CustomerFormProps {
  verdict: Verdict;
  form: CustomerFormName;
}

/** The form of a customer or of a claim: no room, no stay. Sending it says that person and document match. */
export function CustomerForm({ verdict, form }: CustomerFormProps) {
  const terms = useTerms(verdict.purpose);
  return terms ? <Form verdict={verdict} form={form} terms={terms} /> : <div className="body" />;
}

function Form({ verdict, form: kind, terms }: CustomerFormProps & { terms: TellerTerms }) {
  const { t, localised } = useWords();
  const { state } = useView();
  const { counter, dispatch } = useCounter();
  const reference = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLFormElement>(null);
  const form = useCustomerForm(verdict, kind, terms, whole);
  useEffect(() => reference.current?.focus(), []);
  const clear = () => dispatch({ type: 'cleared' });
  const left = useCountdown(CLEARS_SECONDS, {
    onEnd: clear,
    occasion: `${verdict.id} ${form.consent.answer?.entry}`,
    paused: form.recording || counter.held,
  });
  const { draft, faults, consent } = form;
  const bank = kind === 'customer';
  const asks = bank && draft.legalBasis === 'consent' && terms.consent !== undefined;
  useKey('F9', () => {
    const shows = terms.consent?.shownBy.includes('customer-display');
    if (asks && shows && !consent.asked && counter.space === 'desk' && !counter.held) consent.show();
  });
  const purpose = state?.purposes.find(({ name }) => name === verdict.purpose);
  return (
    <form ref={whole} className="body customer-form" onSubmit={form.submit} noValidate>
      <WaitingNotice />
      <div className="top">
        <h2 className="title">{purpose && localised(purpose.title)}</h2>
        <p className="secondary">{t('stay.nothing-recorded')}</p>
      </div>
      <div className="customer-columns">
        <div className="customer-fields">
          <Field
            label={t(bank ? 'teller.reference' : 'teller.claim-reference')}
            help={t(bank ? 'teller.reference-help' : 'teller.claim-reference-help')}
            value={draft.reference}
            onChange={(value) => form.change({ reference: value })}
            fault={faults.reference && t(faults.reference)}
            inputRef={reference}
          />
          {bank && (
            <ChoiceField
              label={t('teller.legal-basis')}
              prompt={t('teller.legal-basis')}
              choices={terms.legalBases.map((key) => ({ key, label: t(`legal-basis.${key}`) }))}
              selected={draft.legalBasis}
              onSelect={(legalBasis) => form.change({ legalBasis })}
            />
          )}
          {asks && terms.consent && (
            <ConsentPanel
              text={terms.consent}
              consent={consent}
              fault={faults.consent && t(faults.consent)}
            />
          )}
          <div className="field-wide">
            {bank ? (
              <Field
                label={t('teller.discrepancy')}
                help={t('teller.discrepancy-help')}
                dir="auto"
                value={draft.discrepancy}
                onChange={(discrepancy) => form.change({ discrepancy })}
                fault={faults.discrepancy && t(faults.discrepancy)}
              />
            ) : (
              <Field
                label={t('teller.note')}
                help={t('teller.note-help')}
                dir="auto"
                value={draft.note}
                onChange={(note) => form.change({ note })}
                fault={faults.note && t(faults.note)}
              />
            )}
          </div>
        </div>
        <section className="customer-checks">
          <h3 className="head">{t('checks.title')}</h3>
          <Checks checks={[...verdict.checks, { name: 'person-matches', ok: true }]} columns={1} />
        </section>
      </div>
      {form.problem && <ErrorNote code={form.problem} />}
      <Actions
        end={
          left <= WARNS_SECONDS && (
            <Countdown left={left} of={WARNS_SECONDS}>
              {t('verdict.clears-in', { n: left })}
            </Countdown>
          )
        }
      >
        <Button type="submit" kind="primary" big hint="⏎" isDisabled={form.recording}>
          {t(bank ? 'teller.record' : 'teller.record-claim')}
        </Button>
        <Button big hint="esc" onPress={clear}>
          {t('stay.cancel')}
        </Button>
      </Actions>
    </form>
  );
}
