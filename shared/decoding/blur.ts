import type { Picture } from './picture';

/** Smooths a picture `rounds` times with the weights 1 2 1 both ways: takes out noise, screen dots and weaves. */
export function blur({ luminance, width, height }: Picture, rounds: number): Picture {
  let from = Float32Array.from(luminance);
  let to = new Float32Array(from.length);
  for (let round = 0; round < rounds; round += 1) {
    smooth(from, to, 1, width, height, width);
    smooth(to, from, width, height, width, 1);
  }
  return { width, height, luminance: Uint8Array.from(from, Math.round) };
}

/** One smoothing along lines of `length` values that lie `step` apart; line `n` begins at `n × lineStep`. */
function smooth(
  from: Float32Array,
  to: Float32Array,
  step: number,
  length: number,
  lines: number,
  lineStep: number,
): void {
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    const end = start + (length - 1) * step;
    for (let at = start; at <= end; at += step) {
      const value = from[at] ?? 0;
      const before = from[Math.max(start, at - step)] ?? value;
      const after = from[Math.min(end, at + step)] ?? value;
      to[at] = (before + 2 * value + after) / 4;
    }
  }
}
