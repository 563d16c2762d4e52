import { scaleBand, scaleLinear } from '@visx/scale';
import { useWords } from '../messages';
import { directionOf } from '../messages/language';
import { DRAWN_HEIGHT } from './picture';
import type { Hour } from './hours';

/** Where the ground line of a drawing is; the hours stand below it. */
export const GROUND = DRAWN_HEIGHT - 26;
const TOP = 18;
/** Room for the figures of the upright scale, before the first hour. */
const AXIS = 24;
/** Least of the upright scale, so that one guest does not fill the picture. */
const LEAST_HIGH = 4;

/** Hours side by side, in the direction in which one reads. */
export function useHourScale(hours: readonly Hour[], width: number) {
  const { language } = useWords();
  const range: [number, number] = directionOf(language) === 'rtl' ? [width - AXIS, 0] : [AXIS, width];
  return scaleBand({ domain: hours.map(({ from }) => from.getTime()), range, padding: 0.22 });
}

/** Counts from the ground up. */
export function countScale(most: number) {
  return scaleLinear({ domain: [0, Math.max(LEAST_HIGH, most)], range: [GROUND, TOP], nice: true });
}

/** The lines of the counts, and every third hour below the ground. */
export function Scales({
  x,
  y,
  width,
  hours,
}: {
  x: ReturnType<typeof useHourScale>;
  y: ReturnType<typeof countScale>;
  width: number;
  hours: readonly Hour[];
}) {
  const { hour, number, language } = useWords();
  const edge = directionOf(language) === 'rtl' ? width : 0;
  return (
    <g className="scales">
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <line x1={0} x2={width} y1={y(tick)} y2={y(tick)} />
          {tick > 0 && (
            <text x={edge} y={y(tick) - 4}>
              {number(tick)}
            </text>
          )}
        </g>
      ))}
      {hours
        .filter(({ from }) => from.getHours() % 3 === 1)
        .map(({ from }) => (
          <text key={from.getTime()} className="at" x={middle(x, from)} y={GROUND + 20}>
            {hour(from)}
          </text>
        ))}
    </g>
  );
}

/** The middle of an hour's place. */
export function middle(x: ReturnType<typeof useHourScale>, from: Date): number {
  return (x(from.getTime()) ?? 0) + x.bandwidth() / 2;
}
