import { useEffect, useRef, useState } from 'react';
import { nights } from '../../shared/domain/check-in';
import {
  Actions,
  Button,
  Countdown,
  Facts,
  Finding,
  languageOfName,
  personName,
  useCountdown,
  useEnter,
} from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import {
  DeliveryRoute,
  type Desk,
  REST_MILLISECONDS,
  useCounter,
  useRested,
  VoidDialogue,
  WaitingNotice,
} from '../counter';
import './recorded.css';

const RETURNS_SECONDS = 8;
/** With a possible duplicate or a waiting verdict on the screen the clerk needs time to decide. */
const DECIDE_SECONDS = 30;
/** A possible duplicate must be seen before a key can take it away. */
const DUPLICATE_REST_MILLISECONDS = 1_000;

type RecordedDesk = Extract<Desk, { screen: 'recorded' }>;

/** The entry is on disk: its number, and its way to the authority. */
export function RecordedScreen({ verdict, stay, recorded, recordedAt, voided }: RecordedDesk) {
  const words = useWords();
  const { t, number, clockWithSeconds } = words;
  const { counter, dispatch } = useCounter();
  const { deliveries } = useView();
  const [voiding, setVoiding] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  const duplicates = voided ? [] : recorded.duplicates;
  const { waiting } = counter;
  const occasion = `${recorded.entry} ${voided}`;
  // The Enter that recorded or took back may come twice.
  const rested = useRested(duplicates.length > 0 ? DUPLICATE_REST_MILLISECONDS : REST_MILLISECONDS, occasion);
  useEffect(() => {
    if (rested && !voiding) next.current?.focus({ preventScroll: true });
  }, [rested, voiding]);
  const seconds = duplicates.length > 0 || waiting ? DECIDE_SECONDS : RETURNS_SECONDS;
  const done = () => dispatch({ type: 'cleared' });
  const left = useCountdown(seconds, {
    onEnd: done,
    occasion: `${occasion} ${waiting?.id}`,
    paused: counter.held,
  });
  useEnter(() => {
    if (rested && counter.space === 'desk' && !counter.held) done();
  });
  const { name } = personName(verdict.claims);
  return (
    <div className="body recorded">
      <WaitingNotice />
      <div className="recorded-top">
        <div>
          <h2 className="title">{t(voided ? 'recorded.voided' : 'recorded.title')}</h2>
          <p className="secondary">
            {voided
              ? t('recorded.voided-sentence')
              : t('recorded.sentence', { time: clockWithSeconds(recordedAt) })}
          </p>
        </div>
      </div>
      <p className={voided ? 'entry-number voided' : 'entry-number'}>
        <span>{t('recorded.entry')}</span> {number(recorded.seq)}
      </p>
      <Facts
        facts={[
          { term: t('recorded.room'), value: stay.room },
          {
            term: t('recorded.stay'),
            value: `${words.stay(stay.arrival, stay.departure)}, ${t('recorded.nights', { n: nights(stay) })}`,
          },
          {
            term: t('recorded.guest'),
            value: <bdi lang={name && languageOfName(name)}>{name ?? t('person.name-later')}</bdi>,
          },
        ]}
      />
      {duplicates.length > 0 && (
        <Finding title={t('recorded.duplicate', { n: duplicates.length })} urgent>
          <ul>
            {duplicates.map(({ entry, at, room }) => (
              <li key={entry}>
                {t('recorded.duplicate-line', {
                  time: `${words.shortDay(new Date(at))} ${words.clock(new Date(at))}`,
                  room,
                })}
              </li>
            ))}
          </ul>
          <p>{t('recorded.duplicate-next')}</p>
        </Finding>
      )}
      <DeliveryRoute delivery={deliveries.get(recorded.entry)?.state ?? 'queued'} />
      <Actions
        end={
          !voiding && (
            <Countdown left={left} of={seconds}>
              {t(waiting ? 'recorded.waiting-in' : 'recorded.returns-in', { n: left })}
            </Countdown>
          )
        }
      >
        <Button ref={next} kind="primary" big hint="⏎" isDisabled={!rested} onPress={done}>
          {t('recorded.next')}
        </Button>
        {!voided && (
          <Button big onPress={() => setVoiding(true)}>
            {t('recorded.void')}
          </Button>
        )}
      </Actions>
      {voiding && (
        <VoidDialogue
          entry={recorded.entry}
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
