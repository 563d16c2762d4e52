import type { Picture } from './picture';

/** How many pixels each way count as the surroundings of a pixel. */
const REACH = 15;
/** How much stronger differences from the surroundings become. */
const GAIN = 3;

/**
 * Takes out shadows and glare: every pixel is set against the mean of its surroundings, which becomes middle grey,
 * and the differences are made stronger.
 */
export function level({ luminance, width, height }: Picture): Picture {
  const sums = summed(luminance, width, height);
  const levelled = new Uint8ClampedArray(luminance.length);
  for (let row = 0; row < height; row += 1) {
    const top = Math.max(0, row - REACH) * (width + 1);
    const bottom = Math.min(height, row + REACH + 1) * (width + 1);
    const rows = (bottom - top) / (width + 1);
    for (let column = 0; column < width; column += 1) {
      const left = Math.max(0, column - REACH);
      const right = Math.min(width, column + REACH + 1);
      const sum =
        (sums[bottom + right] ?? 0) -
        (sums[top + right] ?? 0) -
        (sums[bottom + left] ?? 0) +
        (sums[top + left] ?? 0);
      const at = row * width + column;
      levelled[at] = 128 + GAIN * ((luminance[at] ?? 0) - sum / (rows * (right - left)));
    }
  }
  return { width, height, luminance: new Uint8Array(levelled.buffer) };
}

/** Sums of all pixels above and to the left, one row and column larger than the picture. */
function summed(luminance: Uint8Array, width: number, height: number): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let row = 0; row < height; row += 1) {
    let line = 0;
    for (let column = 0; column < width; column += 1) {
      line += luminance[row * width + column] ?? 0;
      const to = (row + 1) * (width + 1) + column + 1;
      sums[to] = (sums[to - width - 1] ?? 0) + line;
    }
  }
  return sums;
}
