import type { Picture } from './picture';

/** The picture twice as wide and high, by bicubic interpolation (Catmull-Rom): gives small modules room. */
export function upscale({ luminance, width, height }: Picture): Picture {
  const wide = new Float32Array(2 * width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const at = (offset: number) =>
        luminance[row * width + Math.min(width - 1, Math.max(0, column + offset))] ?? 0;
      const to = 2 * (row * width + column);
      wide[to] = quarterBefore(at(-2), at(-1), at(0), at(1));
      wide[to + 1] = quarterBefore(at(2), at(1), at(0), at(-1));
    }
  const result = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < 2 * width; column += 1) {
      const at = (offset: number) =>
        wide[Math.min(height - 1, Math.max(0, row + offset)) * 2 * width + column] ?? 0;
      const to = 4 * row * width + column;
      result[to] = quarterBefore(at(-2), at(-1), at(0), at(1));
      result[to + 2 * width] = quarterBefore(at(2), at(1), at(0), at(-1));
    }
  return { width: 2 * width, height: 2 * height, luminance: new Uint8Array(result.buffer) };
}

/** The Catmull-Rom value a quarter of a pixel before the third of four pixels in a row. */
function quarterBefore(a: number, b: number, c: number, d: number): number {
  return (-3 * a + 29 * b + 111 * c - 9 * d) / 128;
}
