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
import type { Desk } from './counter';
import { useCounter } from './counter-context';
import { DeliveryRoute } from './delivery-route';
import { VoidDialogue } from './void-dialogue';
import { WaitingNotice } from './waiting-notice';
import './recorded.css';

const RETURNS_SECONDS = 8;
/** With a possible duplicate on the screen the clerk needs time to decide. */
const DUPLICATE_SECONDS = 30;

type RecordedDesk = Extract<Desk, { screen: 'recorded' }>;

/** The entry is on disk: its number, and its way to the authority. */
export function RecordedScreen({ verdict, stay, recorded, recordedAt, voided }: RecordedDesk) {
  const words = useWords();
  const { t, number, clockWithSeconds } = words;
  const { counter, dispatch } = useCounter();
  const { deliveries } = useView();
  const [voiding, setVoiding] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!voiding) next.current?.focus({ preventScroll: true });
  }, [voiding]);
  const duplicates = voided ? [] : recorded.duplicates;
  const seconds = duplicates.length > 0 ? DUPLICATE_SECONDS : RETURNS_SECONDS;
  const done = () => dispatch({ type: 'cleared' });
  const left = useCountdown(seconds, {
    onEnd: done,
    occasion: `${recorded.entry} ${voided}`,
    paused: voiding || counter.waiting !== null,
  });
  useEnter(() => {
    if (counter.space === 'desk' && !counter.held) done();
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
              {t('recorded.returns-in', { n: left })}
            </Countdown>
          )
        }
      >
        <Button ref={next} kind="primary" big hint="⏎" onPress={done}>
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
