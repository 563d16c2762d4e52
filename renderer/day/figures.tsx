import type { TerminalState } from '../../shared/contract/terminal-state';
import type { Day } from '../../shared/contract/day-calls';
import { useForm } from '../counter';
import { useWords } from '../messages';
import { usualBy } from './hours';
import { presentationsOf } from './outcomes';

/** The day in five numbers. `state` is of now, and given for today alone. */
export function Figures({ day, now, state }: { day: Day; now: Date | null; state: TerminalState | null }) {
  const { t, number, percent, age } = useWords();
  const form = useForm();
  const presented = presentationsOf(day);
  const usual = now && usualBy(now, day.hours);
  const late = Object.values(day.lateAnswers).reduce((sum, count) => sum + count, 0);
  const waiting = state ? state.outbox.queued : day.delivery.waiting;
  const oldestAt = state?.outbox.oldestAt;
  const figures = [
    {
      term: t(`people.${form}-recorded`),
      value: day.checkedIn,
      note:
        usual === null
          ? t('day.taken-back', { n: day.takenBack })
          : t('day.usual-by-now', { n: number(usual) }),
    },
    {
      term: t('day.presentations'),
      value: presented,
      note:
        presented === 0
          ? t('day.none-yet')
          : t('day.verified-share', { percent: percent(day.outcomes.verified / presented) }),
    },
    {
      term: t('day.delivered'),
      value: day.delivery.delivered,
      note: t('day.delivered-of', { n: number(day.checkedIn) }),
    },
    {
      term: t('day.waiting'),
      value: waiting,
      note:
        now && oldestAt && waiting > 0
          ? t('day.oldest', { age: age((now.getTime() - Date.parse(oldestAt)) / 1_000) })
          : waiting === 0
            ? t('day.all-delivered')
            : '',
    },
    {
      term: t('day.late-answers'),
      value: late,
      note:
        late === 0
          ? t('day.late-none')
          : day.lateAnswers.refused === 0
            ? t('day.late-all-yes')
            : t('day.late-no', { n: day.lateAnswers.refused }),
    },
  ];
  return (
    <dl className="day-figures">
      {figures.map(({ term, value, note }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <b>{number(value)}</b> <span>{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
