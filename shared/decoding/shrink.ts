import type { Picture } from './picture';

/** The picture with each square of `factor` pixels a side made into one, their mean; what is left over is cut off. */
export function shrink({ luminance, width, height }: Picture, factor: number): Picture {
  const columns = Math.floor(width / factor);
  const rows = Math.floor(height / factor);
  const sums = new Uint32Array(columns * rows);
  for (let row = 0; row < rows * factor; row += 1) {
    const to = Math.floor(row / factor) * columns;
    for (let column = 0; column < columns * factor; column += 1) {
      const at = to + Math.floor(column / factor);
      sums[at] = (sums[at] ?? 0) + (luminance[row * width + column] ?? 0);
    }
  }
  const means = new Uint8Array(sums.length);
  for (let at = 0; at < means.length; at += 1) means[at] = (sums[at] ?? 0) / factor ** 2;
  return { width: columns, height: rows, luminance: means };
}
