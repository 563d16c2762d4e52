import type { Picture } from './picture';

/**
 * Spreads the dark half of a picture over the whole range; everything lighter than the median becomes white.
 * For codes that glare or a bright screen washes out.
 */
export function clipHighlights(picture: Picture): Picture {
  const counts = new Uint32Array(256);
  for (const grey of picture.luminance) counts[grey] = (counts[grey] ?? 0) + 1;
  const darkest = greyAtShare(counts, picture.luminance.length * 0.02);
  const lightest = Math.max(darkest + 1, greyAtShare(counts, picture.luminance.length * 0.5));
  const spread = Uint8ClampedArray.from(
    { length: 256 },
    (_, grey) => ((grey - darkest) * 255) / (lightest - darkest),
  );
  return { ...picture, luminance: picture.luminance.map((grey) => spread[grey] ?? 255) };
}

/** The grey below which `share` of the pixels lie. */
function greyAtShare(counts: Uint32Array, share: number): number {
  let seen = 0;
  for (let grey = 0; grey < 255; grey += 1) {
    seen += counts[grey] ?? 0;
    if (seen > share) return grey;
  }
  return 255;
}
