import type { Point } from './decoder';
import type { KnownModules } from './known-modules';

/** A symbol as it is sampled: its size in modules and the grey value at any place of it, in modules. */
export interface SampledSymbol {
  columns: number;
  rows: number;
  known: KnownModules;
  grey(u: number, v: number): number;
}

/** How far, in modules, a place of the symbol lies from where a flat symbol would have it. */
export type Net = (u: number, v: number) => Point;

/** At most so many nodes a side, so that the largest symbols stay within the time budget. */
const MOST_NODES = 21;
/** Modules each way around a node that are compared when it is moved. */
const WINDOW = 3;
/** Weight of a module whose colour is known beforehand against one of which only the contrast counts. */
const KNOWN_WEIGHT = 2.5;
/** What it costs to move a node one module away from where its neighbours would have it. */
const STIFFNESS = 0.15;

/**
 * Lays a net over a bent symbol. From the fixed patterns outwards each node is put where its neighbours point to and
 * then moved to where the modules around it stand out best; two more rounds let all neighbours have their say.
 */
export function fitNet(symbol: SampledSymbol): Net {
  const across = nodesAlong(symbol.columns);
  const down = nodesAlong(symbol.rows);
  const place = (index: number): Point => ({
    x: ((index % across) * symbol.columns) / (across - 1),
    y: (Math.floor(index / across) * symbol.rows) / (down - 1),
  });
  const order = Array.from({ length: across * down }, (_, index) => index)
    .map((index) => ({ index, distance: symbol.known.fromAnchor(place(index).x, place(index).y) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ index }) => index);
  const contrast = contrastOf(symbol);
  let shifts: (Point | undefined)[] = order.map(() => undefined);
  for (const index of order)
    shifts[index] = bestShift(symbol, place(index), expected(shifts, across, index), 0.6, 0.15, contrast);
  for (let round = 0; round < 2; round += 1)
    shifts = shifts.map((_, index) =>
      bestShift(symbol, place(index), expected(shifts, across, index), 0.3, 0.1, contrast),
    );
  return interpolated(shifts, across, down, symbol);
}

function nodesAlong(modules: number): number {
  return Math.min(MOST_NODES, Math.max(3, Math.round(modules / 3) + 1));
}

/** Where the neighbours (and the node itself, once it has been placed) would have this node: their weighted mean. */
function expected(shifts: readonly (Point | undefined)[], across: number, index: number): Point {
  const column = index % across;
  let x = 0;
  let y = 0;
  let total = 0;
  for (let row = -1; row <= 1; row += 1)
    for (let side = -1; side <= 1; side += 1) {
      if (column + side < 0 || column + side >= across) continue;
      const shift = shifts[index + row * across + side];
      if (shift === undefined) continue;
      const weight = row !== 0 && side !== 0 ? 0.5 : row !== 0 || side !== 0 ? 1 : 2;
      x += weight * shift.x;
      y += weight * shift.y;
      total += weight;
    }
  return total === 0 ? { x: 0, y: 0 } : { x: x / total, y: y / total };
}

/** The best shift within `reach` modules of the expected one. */
function bestShift(
  symbol: SampledSymbol,
  place: Point,
  from: Point,
  reach: number,
  step: number,
  contrast: number,
): Point {
  let best = from;
  let bestScore = -Infinity;
  const steps = Math.round(reach / step);
  for (let down = -steps; down <= steps; down += 1)
    for (let across = -steps; across <= steps; across += 1) {
      const [x, y] = [across * step, down * step];
      const shift = { x: from.x + x, y: from.y + y };
      const score = clearness(symbol, place, shift) / contrast - STIFFNESS * (x * x + y * y);
      if (score > bestScore) [best, bestScore] = [shift, score];
    }
  return best;
}

/** How clearly the modules around a place stand out when they are sampled with this shift, in grey values. */
function clearness(symbol: SampledSymbol, place: Point, shift: Point): number {
  const left = Math.max(0, Math.round(place.x - WINDOW - 0.5));
  const right = Math.min(symbol.columns - 1, Math.round(place.x + WINDOW - 0.5));
  const top = Math.max(0, Math.round(place.y - WINDOW - 0.5));
  const bottom = Math.min(symbol.rows - 1, Math.round(place.y + WINDOW - 0.5));
  const count = (right - left + 1) * (bottom - top + 1);
  const greys = new Float32Array(count);
  let sum = 0;
  let at = 0;
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) {
      const grey = symbol.grey(column + 0.5 + shift.x, row + 0.5 + shift.y);
      greys[at] = grey;
      sum += grey;
      at += 1;
    }
  const mean = sum / count;
  let score = 0;
  at = 0;
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) {
      const above = (greys[at] ?? 0) - mean;
      const dark = symbol.known.at(column, row);
      score += dark === undefined ? Math.abs(above) : KNOWN_WEIGHT * (dark ? -above : above);
      at += 1;
    }
  return score / count;
}

/** The grey range between the darkest and the lightest tenth of the modules. */
function contrastOf(symbol: SampledSymbol): number {
  const greys: number[] = [];
  for (let row = 0; row < symbol.rows; row += 2)
    for (let column = 0; column < symbol.columns; column += 2)
      greys.push(symbol.grey(column + 0.5, row + 0.5));
  greys.sort((a, b) => a - b);
  const decile = (share: number) => greys[Math.floor(greys.length * share)] ?? 0;
  return Math.max(1, decile(0.9) - decile(0.1));
}

function interpolated(
  shifts: readonly (Point | undefined)[],
  across: number,
  down: number,
  { columns, rows }: SampledSymbol,
): Net {
  return (u, v) => {
    const x = (u / columns) * (across - 1);
    const y = (v / rows) * (down - 1);
    const column = Math.min(across - 2, Math.max(0, Math.floor(x)));
    const row = Math.min(down - 2, Math.max(0, Math.floor(y)));
    const shift = { x: 0, y: 0 };
    for (const [side, below] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const node = shifts[(row + below) * across + column + side];
      const weight = (side === 1 ? x - column : 1 - x + column) * (below === 1 ? y - row : 1 - y + row);
      shift.x += weight * (node?.x ?? 0);
      shift.y += weight * (node?.y ?? 0);
    }
    return shift;
  };
}
