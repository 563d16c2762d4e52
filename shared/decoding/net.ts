import { clearnessOf, type SampledSymbol } from './clearness';
import type { Point } from './decoder';

/** How far, in modules, a place of the symbol lies from where a flat symbol would have it. */
export type Net = (u: number, v: number) => Point;

/** How closely a net is meshed: modules from node to node, and modules each way that are looked at to place one. */
export interface Mesh {
  spacing: number;
  reach: number;
}

/** At most so many nodes a side, so that the largest symbols stay within the time budget. */
const MOST_NODES = 21;
/** What it costs to move a node one module away from where its neighbours would have it, in shares of the contrast. */
const STIFFNESS = 0.15;

/**
 * Lays a net over a bent symbol. From the fixed patterns outwards each node is put where its neighbours point to and
 * then moved to where the modules around it stand out best; two more rounds let all neighbours have their say.
 */
export function fitNet(symbol: SampledSymbol, mesh: Mesh): Net {
  const across = nodesAlong(symbol.columns, mesh);
  const down = nodesAlong(symbol.rows, mesh);
  const clearness = clearnessOf(symbol, mesh.reach);
  const places = Array.from({ length: across * down }, (_, index) => ({
    x: ((index % across) * symbol.columns) / (across - 1),
    y: (Math.floor(index / across) * symbol.rows) / (down - 1),
  }));
  const outwards = places
    .map(({ x, y }, index) => ({ index, distance: symbol.known.fromAnchor(x, y) }))
    .sort((a, b) => a.distance - b.distance);

  let shifts: (Point | undefined)[] = places.map(() => undefined);
  function placed(index: number, reach: number, step: number): Point {
    const place = places[index] ?? { x: 0, y: 0 };
    return bestShift(expected(shifts, across, index), reach, step, (shift) => clearness(place, shift));
  }
  for (const { index } of outwards) shifts[index] = placed(index, 0.6, 0.15);
  for (let round = 0; round < 2; round += 1) shifts = places.map((_, index) => placed(index, 0.3, 0.1));
  return between(shifts, across, down, symbol);
}

function nodesAlong(modules: number, { spacing }: Mesh): number {
  return Math.min(MOST_NODES, Math.max(3, Math.round(modules / spacing) + 1));
}

/** Where the neighbours (and the node itself, once it has been placed) would have this node: their weighted mean. */
function expected(shifts: readonly (Point | undefined)[], across: number, index: number): Point {
  const column = index % across;
  let [x, y, total] = [0, 0, 0];
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

/** The clearest shift within `reach` modules of the expected one, which a node leaves only for a gain. */
function bestShift(from: Point, reach: number, step: number, clearness: (shift: Point) => number): Point {
  let best = from;
  let bestScore = -Infinity;
  const steps = Math.round(reach / step);
  for (let down = -steps; down <= steps; down += 1)
    for (let across = -steps; across <= steps; across += 1) {
      const [x, y] = [across * step, down * step];
      const shift = { x: from.x + x, y: from.y + y };
      const score = clearness(shift) - STIFFNESS * (x * x + y * y);
      if (score > bestScore) [best, bestScore] = [shift, score];
    }
  return best;
}

/** The shift at any place, from the four nodes around it. */
function between(
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
    for (let corner = 0; corner < 4; corner += 1) {
      const [side, below] = [corner % 2, corner >> 1];
      const node = shifts[(row + below) * across + column + side];
      const weight = (side === 1 ? x - column : 1 - x + column) * (below === 1 ? y - row : 1 - y + row);
      shift.x += weight * (node?.x ?? 0);
      shift.y += weight * (node?.y ?? 0);
    }
    return shift;
  };
}
