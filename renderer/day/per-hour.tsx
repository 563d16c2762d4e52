import { Bar } from '@visx/shape';
import type { Day } from '../../shared/contract/day-calls';
import { useForm } from '../counter';
import { useWords } from '../messages';
import { type Hour, busiest, shownHours } from './hours';
import { Picture } from './picture';
import { GROUND, Scales, countScale, middle, useHourScale } from './scales';

/** How many people were recorded in each hour, beside what is usual on this weekday. */
export function PerHour({ day, now }: { day: Day; now: Date | null }) {
  const { t, number, clock, weekdayName } = useWords();
  const form = useForm();
  const hours = shownHours(day);
  const most = busiest(hours, ({ checkedIn }) => checkedIn);
  const hasUsual = hours.some(({ usual }) => usual !== null);
  const usual = t('day.usual', { weekday: weekdayName(new Date(day.hours[0]?.from ?? day.day)) });
  const none = t(now ? 'day.per-hour-empty' : 'day.per-hour-none');
  return (
    <Picture
      title={t(`people.${form}-per-hour`)}
      note={
        hasUsual && (
          <>
            <i className="key bar" /> {t('day.this-day')} <i className="key usual" /> {usual}
          </>
        )
      }
      summary={
        most
          ? t('day.per-hour-summary', {
              n: day.checkedIn,
              hour: clock(most.from),
              most: number(most.checkedIn),
            })
          : none
      }
      empty={most ? undefined : none}
      table={{
        head: [t('day.hour'), t(`people.${form}-recorded`), ...(hasUsual ? [usual] : [])],
        rows: hours.map((hour) => [
          clock(hour.from),
          number(hour.checkedIn),
          ...(hasUsual ? [number(hour.usual ?? 0)] : []),
        ]),
      }}
      renderDrawing={(width) => <Bars hours={hours} width={width} most={most} now={now} />}
    />
  );
}

function Bars({
  hours,
  width,
  most,
  now,
}: {
  hours: readonly Hour[];
  width: number;
  most: Hour | undefined;
  now: Date | null;
}) {
  const { number } = useWords();
  const x = useHourScale(hours, width);
  const y = countScale(Math.max(...hours.map(({ checkedIn, usual }) => Math.max(checkedIn, usual ?? 0))));
  return (
    <>
      <Scales x={x} y={y} width={width} hours={hours} />
      {hours.map((hour) => {
        const { from, checkedIn, usual } = hour;
        const [left, size] = [x(from.getTime()) ?? 0, x.bandwidth()];
        const runs = now !== null && from <= now && now.getTime() < from.getTime() + 3_600_000;
        return (
          <g key={from.getTime()}>
            {checkedIn > 0 && (
              <Bar
                className={runs ? 'hour runs' : 'hour'}
                x={left}
                width={size}
                y={y(checkedIn)}
                height={GROUND - y(checkedIn)}
              />
            )}
            {usual !== null && usual > 0 && (
              <path className="usual" d={`M${left - 2} ${y(usual)}h${size + 4}`} />
            )}
            {checkedIn > 0 && (hour === most || runs) && (
              <text className="figure" x={middle(x, from)} y={y(Math.max(checkedIn, usual ?? 0)) - 6}>
                {number(checkedIn)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}
