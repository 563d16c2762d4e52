import { blur } from './blur';
import type { Picture } from './picture';

/** Unsharp masking: what blur takes away is added again, so that soft edges of modules become steep. */
export function sharpen(picture: Picture): Picture {
  const blurred = blur(picture, 2).luminance;
  const sharp = new Uint8ClampedArray(blurred.length);
  for (let at = 0; at < sharp.length; at += 1) {
    const grey = picture.luminance[at] ?? 0;
    sharp[at] = grey + 1.5 * (grey - (blurred[at] ?? 0));
  }
  return { ...picture, luminance: new Uint8Array(sharp.buffer) };
}
