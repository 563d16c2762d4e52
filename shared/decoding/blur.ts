import type { Picture } from './picture';

/** Smooths a picture `rounds` times with the weights 1 2 1 both ways: takes out noise, screen dots and weaves. */
export function blur({ luminance, width, height }: Picture, rounds: number): Picture {
  const greys = new Float32Array(luminance);
  const wide = new Float32Array(greys.length);
  for (let round = 0; round < rounds; round += 1) {
    for (let row = 0; row < height; row += 1) smoothRow(greys, wide, row * width, width);
    for (let row = 0; row < height; row += 1) smoothDown(wide, greys, row, width, height);
  }
  return { width, height, luminance: new Uint8Array(new Uint8ClampedArray(greys).buffer) };
}

/** One row, each pixel with its neighbours left and right; at the edges with itself. */
function smoothRow(from: Float32Array, to: Float32Array, start: number, width: number): void {
  let before = from[start] ?? 0;
  let value = before;
  for (let at = start; at < start + width; at += 1) {
    const after = at + 1 < start + width ? (from[at + 1] ?? 0) : value;
    to[at] = (before + 2 * value + after) / 4;
    before = value;
    value = after;
  }
}

/** One row, each pixel with its neighbours above and below; at the edges with itself. */
function smoothDown(from: Float32Array, to: Float32Array, row: number, width: number, height: number): void {
  const start = row * width;
  const above = row > 0 ? -width : 0;
  const below = row + 1 < height ? width : 0;
  for (let at = start; at < start + width; at += 1)
    to[at] = ((from[at + above] ?? 0) + 2 * (from[at] ?? 0) + (from[at + below] ?? 0)) / 4;
}
