import { useEffect, useRef, useState } from 'react';
import { nights } from '../../shared/domain/check-in';
import {
  Actions,
  Button,
  Countdown,
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
  type Party,
  REST_MILLISECONDS,
  useCounter,
  useRested,
  VoidDialogue,
  WaitingNotice,
} from '../counter';
import { type Words, useWords } from '../messages';
import { useView } from '../terminal';
import { CardActions } from './card-actions';

const RETURNS_SECONDS = 8;
/** With a waiting verdict on the screen the clerk needs time to decide. */
const DECIDE_SECONDS = 30;

type RecordedDesk = Extract<Desk, { screen: 'recorded' }>;

/** The entries are on disk: their numbers, and their way to the authority. */
export function RecordedScreen({ party, stay, recorded, recordedAt, voided }: RecordedDesk) {
  const words = useWords();
  const { t, clockWithSeconds } = words;
  const { counter, dispatch } = useCounter();
  const { deliveries } = useView();
  const [voiding, setVoiding] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  const { waiting } = counter;
  const entries = recorded.records.map(({ entry }) => entry);
  const occasion = `${entries[0]} ${voided}`;
  // The Enter that recorded or took back may come twice.
  const rested = useRested(REST_MILLISECONDS, occasion);
  useEffect(() => {
    if (rested && !voiding) next.current?.focus({ preventScroll: true });
  }, [rested, voiding]);
  const seconds = waiting ? DECIDE_SECONDS : RETURNS_SECONDS;
  const done = () => dispatch({ type: 'cleared' });
  const left = useCountdown(seconds, {
    onEnd: done,
    occasion: `${occasion} ${waiting?.id}`,
    paused: counter.held,
  });
  useEnter(() => {
    if (rested && counter.space === 'desk' && !counter.held) done();
  });
  return (
    <div className="body recorded">
      <WaitingNotice />
      <h2 className="title">{t(voided ? 'recorded.voided' : 'recorded.title')}</h2>
      <p className="secondary">
        {voided
          ? t('recorded.voided-sentence')
          : t('recorded.sentence', { time: clockWithSeconds(recordedAt) })}
      </p>
      <EntryNumber
        label={t(entries.length > 1 ? 'recorded.entries' : 'recorded.entry')}
        number={numbersOf(recorded.records, words)}
        voided={voided}
      />
      <Facts
        facts={[
          { term: t('recorded.room'), value: stay.room },
          {
            term: t('recorded.stay'),
            value: `${words.stay(stay.arrival, stay.departure)}, ${t('recorded.nights', { n: nights(stay) })}`,
          },
          guestsFact(party, words),
        ]}
      />
      <DeliveryRoute delivery={furthestBehind(entries.map((entry) => deliveries.get(entry)?.state))} />
      {!voided && <CardActions entries={entries} nationality={party.members[0].verdict.claims.nationality} />}
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
            {t('guests.void')}
          </Button>
        )}
      </Actions>
      {voiding && (
        <VoidDialogue
          title={t('guests.void')}
          entries={entries}
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

/** `7`, or the first and the last of a party's. */
function numbersOf(records: RecordedDesk['recorded']['records'], { number }: Words): string {
  const [first, last] = [records[0], records.at(-1)];
  if (!first || !last) return '';
  return first === last ? number(first.seq) : `${number(first.seq)}–${number(last.seq)}`;
}

function guestsFact({ members }: Party, { t }: Words) {
  const { name } = personName(members[0].verdict.claims);
  const shown = name ?? t('person.name-later');
  const term = t(members.length > 1 ? 'recorded.party' : 'recorded.guest');
  const said = members.length > 1 ? t('recorded.party-of', { name: shown, n: members.length - 1 }) : shown;
  return { term, value: <bdi lang={name && languageOfName(name)}>{said}</bdi> };
}

const order = ['refused', 'queued', 'sending', 'acknowledged'] as const;

/** How far a party has come: as far as the last of it. */
function furthestBehind(states: readonly ((typeof order)[number] | undefined)[]): (typeof order)[number] {
  const known = states.map((state) => state ?? 'queued');
  return order.find((state) => known.includes(state)) ?? 'queued';
}
