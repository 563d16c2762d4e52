import { blur } from './blur';
import type { Picture } from './picture';

/** Unsharp masking: what blur takes away is added again, so that soft edges of modules become steep. */
export function sharpen(picture: Picture): Picture {
  const { luminance } = blur(picture, 2);
  const sharp = Uint8ClampedArray.from(
    picture.luminance,
    (grey, at) => grey + 1.5 * (grey - (luminance[at] ?? grey)),
  );
  return { ...picture, luminance: new Uint8Array(sharp.buffer) };
}
