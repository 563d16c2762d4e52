import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft';
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight';
import { useState } from 'react';
import { Group } from 'react-aria-components';
import {
  Button,
  ErrorNote,
  ListFreshness,
  dayAfter,
  dayBefore,
  dayOf,
  pluggedReaders,
  useNow,
  useTrustLists,
} from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { Figures } from './figures';
import { Outcomes } from './outcomes';
import { PerHour } from './per-hour';
import { Queue } from './queue';
import { ReaderHealth } from './reader-health';
import { useDay } from './use-day';
import './day.css';

const LOOK_EVERY_MS = 10_000;

/** A day in pictures: today as it goes on, and any day before it. */
export function DayPage() {
  const { t, weekday } = useWords();
  const { state } = useView();
  const [chosen, setChosen] = useState<string | null>(null);
  const { day, problem } = useDay(chosen);
  const clock = useNow(LOOK_EVERY_MS);
  const { trust, problem: listProblem } = useTrustLists();
  if (!day) return <div className="body day">{problem && <ErrorNote code={problem} />}</div>;
  const isToday = day.day === dayOf(clock);
  const now = isToday ? clock : null;
  const [before, after] = [dayBefore(day.day), dayAfter(day.day)];
  const fault = problem ?? listProblem;
  const goTo = (target: string) => setChosen(target === dayOf(new Date()) ? null : target);
  return (
    <div className="body day">
      <div className="day-top">
        <h1 className="title">{weekday(noonOf(day.day))}</h1>
        <Group className="day-choice" aria-label={t('day.label')}>
          <Button
            icon={CaretLeftIcon}
            aria-label={t('day.before')}
            isDisabled={before < day.first}
            onPress={() => goTo(before)}
          >
            {null}
          </Button>
          <Button isDisabled={isToday} onPress={() => setChosen(null)}>
            {t('day.today')}
          </Button>
          <Button
            icon={CaretRightIcon}
            aria-label={t('day.after')}
            isDisabled={isToday}
            onPress={() => goTo(after)}
          >
            {null}
          </Button>
        </Group>
      </div>
      {fault && <ErrorNote code={fault} />}
      <Figures day={day} now={now} state={isToday ? state : null} />
      <div className="pictures">
        <PerHour day={day} now={now} />
        <Queue
          day={day}
          now={now}
          waiting={isToday ? state?.outbox.queued : undefined}
          offlineSince={offlineSince(isToday ? state?.authority : undefined)}
        />
        <Outcomes day={day} />
        {isToday && trust && <ListFreshness lists={trust.lists} />}
        {isToday && state && <ReaderHealth readers={pluggedReaders(state)} />}
      </div>
    </div>
  );
}

function offlineSince(authority: { online: boolean; offlineSince?: string | undefined } | undefined) {
  return authority && !authority.online && authority.offlineSince
    ? new Date(authority.offlineSince)
    : undefined;
}

/** Noon is on its day in every time zone and on every day that the clock is changed. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00`);
}
