import { curveStepAfter } from '@visx/curve';
import { AreaClosed, LinePath } from '@visx/shape';
import type { Day } from '../../shared/contract/day-calls';
import { useWords } from '../messages';
import { busiest, shownHours } from './hours';
import { Picture } from './picture';
import { GROUND, Scales, countScale, useHourScale } from './scales';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

interface QueueProps {
  day: Day;
  now: Date | null;
  /** How many wait at this moment, and since when the authority has been away; of today alone. */
  waiting: number | undefined;
  offlineSince: Date | undefined;
}

/** How many entries waited for the authority over the day. */
export function Queue(props: QueueProps) {
  const { t, number, clock } = useWords();
  const { day } = props;
  const hours = shownHours(day);
  const most = busiest(hours, ({ queue }) => queue?.highest ?? 0);
  const last = props.waiting ?? day.queue.at(-1)?.last ?? 0;
  return (
    <Picture
      title={t('day.queue')}
      note={t('day.queue-note')}
      summary={
        most
          ? t('day.queue-summary', {
              n: most.queue?.highest ?? 0,
              hour: clock(most.from),
              last: number(last),
            })
          : t('day.queue-empty')
      }
      empty={most || props.offlineSince ? undefined : t('day.queue-empty')}
      table={{
        head: [t('day.hour'), t('day.queue-most'), t('day.queue-last')],
        rows: hours.flatMap(({ from, queue }) =>
          queue ? [[clock(from), number(queue.highest), number(queue.last)]] : [],
        ),
      }}
      renderDrawing={(width) => <Depths {...props} width={width} last={last} />}
    />
  );
}

function Depths({ day, now, offlineSince, width, last }: QueueProps & { width: number; last: number }) {
  const { t, clock, number } = useWords();
  const hours = shownHours(day);
  const bands = useHourScale(hours, width);
  const [first, end] = [hours[0]?.from.getTime() ?? 0, (hours.at(-1)?.from.getTime() ?? 0) + HOUR];
  const [from = 0, to = 0] = bands.range();
  const leftward = from > to;
  /** A moment's place: hours are laid out by the same scale as the bars beside it. */
  const x = (at: number) => {
    return from + ((Math.min(end, Math.max(first, at)) - first) / (end - first)) * (to - from);
  };
  const until = now ? now.getTime() : end;
  const points = day.queue
    .map(({ from, highest }) => ({ at: Date.parse(from), depth: highest }))
    .filter(({ at }) => at + QUARTER > first && at < Math.min(end, until));
  // The step goes on as far as the clock has come.
  const steps = [...points, { at: Math.min(until, end), depth: now ? last : (points.at(-1)?.depth ?? 0) }];
  const y = countScale(Math.max(0, ...steps.map(({ depth }) => depth)));
  const shape = {
    data: steps,
    x: ({ at }: (typeof steps)[number]) => x(at),
    y: ({ depth }: (typeof steps)[number]) => y(depth),
    curve: curveStepAfter,
  };
  const away = offlineSince && [x(offlineSince.getTime()), x(until)];
  return (
    <>
      <Scales x={bands} y={y} width={width} hours={hours} />
      {away && (
        <>
          <rect
            className="unreached"
            x={Math.min(...away)}
            width={Math.max(3, Math.abs((away[1] ?? 0) - (away[0] ?? 0)))}
            y={4}
            height={GROUND - 4}
          />
          <text className="unreached-words" x={to} y={14}>
            {t('day.unreached', { time: clock(offlineSince) })}
          </text>
        </>
      )}
      <AreaClosed className="depth-area" yScale={y} {...shape} />
      <LinePath className="depth" {...shape} />
      {now && now.getTime() < end && now.getTime() > first && (
        <>
          <circle className="now" cx={x(until)} cy={y(last)} r={5} />
          <text className="figure now" x={x(until) + (leftward ? -10 : 10)} y={y(last) - 6}>
            {t('day.queue-now', { n: number(last) })}
          </text>
        </>
      )}
    </>
  );
}
