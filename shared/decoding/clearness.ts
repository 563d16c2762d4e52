import type { Point } from './decoder';
import type { KnownModules } from './known-modules';

/** A symbol as it is sampled: its size in modules and the grey value at any place of it, in modules. */
export interface SampledSymbol {
  columns: number;
  rows: number;
  known: KnownModules;
  grey(u: number, v: number): number;
}

/** Weight of a module whose colour is known beforehand against one of which only the contrast counts. */
const KNOWN_WEIGHT = 2.5;

/**
 * How clearly the modules around a place stand out when they are sampled with a shift: their mean distance from grey,
 * as a share of the symbol's contrast. `reach` is how many modules each way count as around.
 */
export function clearnessOf(symbol: SampledSymbol, reach: number): (place: Point, shift: Point) => number {
  const { columns, rows, known, grey } = symbol;
  const contrast = contrastOf(symbol);
  const greys = new Float32Array((2 * reach + 2) ** 2);
  return (place, shift) => {
    const left = Math.max(0, Math.round(place.x - reach - 0.5));
    const right = Math.min(columns - 1, Math.round(place.x + reach - 0.5));
    const top = Math.max(0, Math.round(place.y - reach - 0.5));
    const bottom = Math.min(rows - 1, Math.round(place.y + reach - 0.5));
    let count = 0;
    let sum = 0;
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        const value = grey(column + 0.5 + shift.x, row + 0.5 + shift.y);
        greys[count] = value;
        sum += value;
        count += 1;
      }
    const mean = sum / count;
    let clear = 0;
    let at = 0;
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        const above = (greys[at] ?? 0) - mean;
        const dark = known.at(column, row);
        clear += dark === undefined ? Math.abs(above) : KNOWN_WEIGHT * (dark ? -above : above);
        at += 1;
      }
    return clear / count / contrast;
  };
}

/** The grey range between the darkest and the lightest tenth of the modules; at least one. */
function contrastOf({ columns, rows, grey }: SampledSymbol): number {
  const greys: number[] = [];
  for (let row = 0; row < rows; row += 2)
    for (let column = 0; column < columns; column += 2) greys.push(grey(column + 0.5, row + 0.5));
  greys.sort((a, b) => a - b);
  const decile = (share: number) => greys[Math.floor(greys.length * share)] ?? 0;
  return Math.max(1, decile(0.9) - decile(0.1));
}
