import { type FormEvent, useEffect, useRef, useState } from 'react';
import { nights } from '../../shared/domain/check-in';
import { type ErrorCode, reportOf } from '../../shared/domain/error';
import type { Verdict } from '../../shared/domain/verdict';
import { Actions, Button, Countdown, DayField, ErrorNote, Field, dayOf, useCountdown } from '../components';
import { useWords } from '../messages';
import { useTerminal } from '../terminal';
import { useCounter, WaitingNotice } from '../counter';
import { GuestLine } from './guest-line';
import { type StayDraft, type StayFaults, checkedStay, newStay } from './stay';
import './check-in.css';

/** A half-filled form is work, but it also shows a person: it leaves the screen after this long without touch. */
const CLEARS_SECONDS = 120;
/** The last of them are counted down on the screen. */
const WARNS_SECONDS = 30;

/** The stay of one person. Sending it confirms that person and document match; nothing is recorded before that. */
export function CheckIn({ verdict }: { verdict: Verdict }) {
  const { t } = useWords();
  const { counter, dispatch } = useCounter();
  const { form, room } = useCheckIn(verdict);
  const clear = () => dispatch({ type: 'cleared' });
  const left = useCountdown(CLEARS_SECONDS, {
    onEnd: clear,
    occasion: verdict.id,
    paused: form.recording || counter.held,
  });
  return (
    <form className="body check-in" onSubmit={form.submit} noValidate>
      <WaitingNotice />
      <div className="top">
        <h2 className="title">{t('stay.title')}</h2>
        <p className="secondary">{t('stay.nothing-recorded')}</p>
      </div>
      <StayFields draft={form.draft} faults={form.faults} onChange={form.change} room={room} />
      <section className="section">
        <h3 className="head">{t('stay.person')}</h3>
        <GuestLine verdict={verdict} />
        <OutcomeNote verdict={verdict} />
      </section>
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
          {t('stay.record')}
        </Button>
        <Button big hint="esc" onPress={clear}>
          {t('stay.cancel')}
        </Button>
      </Actions>
    </form>
  );
}

function useCheckIn(verdict: Verdict) {
  const { client } = useTerminal();
  const { dispatch } = useCounter();
  const [draft, setDraft] = useState(() => newStay(dayOf(new Date())));
  const [faults, setFaults] = useState<StayFaults>({});
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [recording, setRecording] = useState(false);
  // State shows it, this decides it: two submits can come before the next render.
  const sent = useRef(false);
  const room = useRef<HTMLInputElement>(null);
  useEffect(() => room.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sent.current) return;
    const checked = checkedStay(draft);
    if ('faults' in checked) {
      setFaults(checked.faults);
      if (checked.faults.room) room.current?.focus();
      return;
    }
    setFaults({});
    setProblem(null);
    sent.current = true;
    setRecording(true);
    try {
      const { stay } = checked;
      const recorded = await client.call('check-in', {
        verdict: verdict.id,
        purpose: verdict.purpose,
        form: stay,
      });
      dispatch({ type: 'recorded', stay, recorded, at: new Date() });
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
      sent.current = false;
      setRecording(false);
    }
  };
  const change = (next: Partial<StayDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setFaults({});
  };
  return {
    room,
    form: { draft, faults, problem, recording, change, submit: (event: FormEvent) => void submit(event) },
  };
}

function StayFields({
  draft,
  faults,
  onChange,
  room,
}: {
  draft: StayDraft;
  faults: StayFaults;
  onChange(change: Partial<StayDraft>): void;
  room: React.RefObject<HTMLInputElement | null>;
}) {
  const { t, day, number } = useWords();
  const length = draft.arrival && draft.departure ? nights(draft) : 0;
  return (
    <div className="stay">
      <Field
        label={t('stay.room')}
        value={draft.room}
        onChange={(value) => onChange({ room: value })}
        fault={faults.room && t(faults.room)}
        inputRef={room}
      />
      <DayField
        label={t('stay.arrival')}
        value={draft.arrival}
        onChange={(arrival) => onChange({ arrival })}
        fault={faults.arrival && t(faults.arrival)}
      />
      <DayField
        label={t('stay.departure')}
        value={draft.departure}
        onChange={(departure) => onChange({ departure })}
        fault={
          faults.departure &&
          (faults.departure === 'stay.error-departure'
            ? t(faults.departure, { arrival: day(draft.arrival) })
            : t(faults.departure))
        }
      />
      <p className="nights">
        <span>{t('stay.nights')}</span>
        <b>{length > 0 ? number(length) : '–'}</b>
      </p>
    </div>
  );
}

function OutcomeNote({ verdict }: { verdict: Verdict }) {
  const { t } = useWords();
  if (verdict.outcome === 'unverified-queued') return <p className="outcome-note">{t('stay.queued-note')}</p>;
  if (verdict.outcome === 'check-by-eye') return <p className="outcome-note">{t('stay.by-eye-note')}</p>;
  return null;
}
