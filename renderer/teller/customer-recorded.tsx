import { useEffect, useRef, useState } from 'react';
import {
  Actions,
  Button,
  Countdown,
  type Fact,
  Facts,
  languageOfName,
  personName,
  useCountdown,
  useEnter,
} from '../components';
import {
  DeliveryRoute,
  type Desk,
  EntryNumber,
  ReceiptActions,
  REST_MILLISECONDS,
  useCounter,
  useRested,
  VoidDialogue,
  WaitingNotice,
} from '../counter';
import { type Words, useWords } from '../messages';
import { useView } from '../terminal';

/** Whoever takes the receipt needs longer than a guest who takes a key. */
const RETURNS_SECONDS = 60;
/** The last of them are counted down on the screen. */
const WARNS_SECONDS = 20;

type RecordedDesk = Extract<Desk, { screen: 'customer-recorded' }>;

/** The entry is on disk: its number, what it says, its receipt, and its way to the authority. */
export function CustomerRecorded({ verdict, form, recorded, recordedAt, voided }: RecordedDesk) {
  const words = useWords();
  const { t, number, clockWithSeconds } = words;
  const { counter, dispatch } = useCounter();
  const { deliveries } = useView();
  const [voiding, setVoiding] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  const { entry, seq } = recorded;
  const occasion = `${entry} ${voided}`;
  // The Enter that recorded or took back may come twice.
  const rested = useRested(REST_MILLISECONDS, occasion);
  useEffect(() => {
    if (rested && !voiding) next.current?.focus({ preventScroll: true });
  }, [rested, voiding]);
  const done = () => dispatch({ type: 'cleared' });
  const left = useCountdown(RETURNS_SECONDS, { onEnd: done, occasion, paused: counter.held });
  useEnter(() => {
    if (rested && counter.space === 'desk' && !counter.held) done();
  });
  return (
    <div className="body recorded customer-recorded">
      <WaitingNotice />
      <h2 className="title">{t(voided ? 'recorded.voided' : 'recorded.title')}</h2>
      <p className="secondary">
        {voided
          ? t('recorded.voided-sentence')
          : t('recorded.sentence', { time: clockWithSeconds(recordedAt) })}
      </p>
      <EntryNumber label={t('recorded.entry')} number={number(seq)} voided={voided} />
      <Facts facts={factsOf(verdict, form, words)} />
      <DeliveryRoute delivery={deliveries.get(entry)?.state ?? 'queued'} />
      <ReceiptActions entry={entry} />
      <Actions
        end={
          !voiding &&
          left <= WARNS_SECONDS && (
            <Countdown left={left} of={WARNS_SECONDS}>
              {t('recorded.returns-in', { n: left })}
            </Countdown>
          )
        }
      >
        <Button ref={next} kind="primary" big hint="⏎" isDisabled={!rested} onPress={done}>
          {t('teller.next')}
        </Button>
        {!voided && (
          <Button big onPress={() => setVoiding(true)}>
            {t('teller.void')}
          </Button>
        )}
      </Actions>
      {voiding && (
        <VoidDialogue
          title={t('teller.void')}
          entries={[entry]}
          onClose={() => setVoiding(false)}
          onVoided={() => {
            setVoiding(false);
            dispatch({ type: 'voided' });
          }}
        />
      )}
    </div>
  );
}

function factsOf({ claims }: RecordedDesk['verdict'], form: RecordedDesk['form'], { t }: Words): Fact[] {
  const { name } = personName(claims);
  const isBank = 'legalBasis' in form;
  const person = name ?? t('person.name-later');
  return [
    { term: t(isBank ? 'teller.reference' : 'teller.claim-reference'), value: <bdi>{form.reference}</bdi> },
    { term: t('fact.name'), value: <bdi lang={name && languageOfName(name)}>{person}</bdi> },
    ...(isBank ? [{ term: t('teller.legal-basis'), value: t(`legal-basis.${form.legalBasis}`) }] : []),
    ...(isBank && form.discrepancy
      ? [{ term: t('teller.discrepancy'), value: <bdi>{form.discrepancy}</bdi>, wide: true }]
      : []),
  ];
}
