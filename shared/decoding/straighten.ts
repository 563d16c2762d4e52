import type { SampledSymbol } from './clearness';
import type { LocatedSymbol } from './decoder';
import { flatGrid } from './flat-grid';
import { knownModules } from './known-modules';
import { pictureOfModules } from './module-picture';
import { fitNet, type Mesh, type Net } from './net';
import type { Picture } from './picture';

/**
 * Flattens a bent symbol: one on cloth, a bottle or a crumpled sheet, where a plane through its corners misses the
 * modules in the middle. A net is fitted over the symbol, the modules are sampled through it, and the symbol is drawn
 * clean, with its fixed patterns as they ought to be. Gives undefined for symbols whose fixed patterns are not known.
 */
export function straighten(picture: Picture, located: LocatedSymbol, mesh: Mesh): Picture | undefined {
  const { format, columns, rows } = located;
  const known = knownModules(format, columns, rows);
  if (known === undefined) return undefined;
  const grid = flatGrid(located.corners, columns, rows);
  const sign = located.inverted ? -1 : 1;
  const grey = (u: number, v: number) => {
    const { x, y } = grid(u, v);
    return sign * greyAt(picture, x, y);
  };
  const symbol = { columns, rows, known, grey };
  return pictureOfModules(modulesThrough(symbol, fitNet(symbol, mesh)), 4);
}

/** The grey value between pixels; outside the picture, that of its edge. Pixel centres lie at halves. */
function greyAt({ luminance, width, height }: Picture, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, x - 0.5));
  const row = Math.min(height - 1, Math.max(0, y - 0.5));
  const left = Math.floor(column);
  const top = Math.floor(row);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const across = column - left;
  const down = row - top;
  const at = (a: number, b: number) => luminance[b * width + a] ?? 0;
  const upper = at(left, top) * (1 - across) + at(right, top) * across;
  const lower = at(left, bottom) * (1 - across) + at(right, bottom) * across;
  return upper * (1 - down) + lower * down;
}

/** Places within a module, from its centre, that are sampled; the centre itself counts twice. */
const spots = [
  [0, 0],
  [0, 0],
  [0.2, 0],
  [-0.2, 0],
  [0, 0.2],
  [0, -0.2],
] as const;

function modulesThrough(symbol: SampledSymbol, net: Net): boolean[][] {
  const { columns, rows, known, grey } = symbol;
  const greys = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      for (const [across, down] of spots) {
        const u = column + 0.5 + across;
        const v = row + 0.5 + down;
        const shift = net(u, v);
        const at = row * columns + column;
        greys[at] = (greys[at] ?? 0) + grey(u + shift.x, v + shift.y) / spots.length;
      }
  return Array.from({ length: rows }, (_, row) =>
    Array.from(
      { length: columns },
      (__, column) =>
        known.at(column, row) ??
        (greys[row * columns + column] ?? 0) < thresholdAround(greys, symbol, column, row),
    ),
  );
}

/** The grey between dark and light near a module: halfway between the mean and the middle of the range. */
function thresholdAround(
  greys: Float32Array,
  { columns, rows }: SampledSymbol,
  column: number,
  row: number,
): number {
  const reach = 5;
  let [lowest, highest, sum, count] = [Infinity, -Infinity, 0, 0];
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1)
    for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x += 1) {
      const grey = greys[y * columns + x] ?? 0;
      lowest = Math.min(lowest, grey);
      highest = Math.max(highest, grey);
      sum += grey;
      count += 1;
    }
  return (sum / count + (lowest + highest) / 2) / 2;
}
