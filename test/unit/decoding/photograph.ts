import { pictureOfModules } from '../../../shared/decoding/module-picture';
import type { Picture } from '../../../shared/decoding/picture';

/** How a code is held to the camera. */
export interface Shot {
  /** Pixels a module is wide in the picture. */
  pixels: number;
  /** Turned by so many degrees. */
  degrees?: number;
  /** Standard deviation of the sensor's noise, in grey values. */
  noise?: number;
  /** The sheet is wavy: its middle lies so many modules beside where a flat one would have it. */
  bend?: number;
  /** Grey of the darkest and the lightest places. */
  range?: [number, number];
  /** Light on dark. */
  inverted?: boolean;
}

/** A photograph of a code, by averaging nine rays a pixel. The same shot always gives the same picture. */
export function photograph(modules: readonly (readonly boolean[])[], shot: Shot): Picture {
  const { pixels, degrees = 0, noise = 0, bend = 0, range = [0, 255], inverted = false } = shot;
  const drawing = pictureOfModules(modules, 1);
  const size =
    Math.ceil(Math.max(drawing.width, drawing.height) * pixels * (degrees % 90 === 0 ? 1 : 1.42)) + 8;
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const random = numbers(size);
  const luminance = Uint8Array.from({ length: size * size }, (_, at) => {
    let light = 0;
    for (let ray = 0; ray < 9; ray += 1) {
      const x = ((at % size) + ((ray % 3) + 0.5) / 3 - size / 2) / pixels;
      const y = (Math.floor(at / size) + (Math.floor(ray / 3) + 0.5) / 3 - size / 2) / pixels;
      const u = cosine * x + sine * y;
      const v = -sine * x + cosine * y;
      const waves = (along: number, length: number) => bend * Math.cos((along / length) * Math.PI * 1.5);
      light += greyOf(drawing, u + waves(v, drawing.height), v + waves(u, drawing.width));
    }
    const shade = inverted ? 255 - light / 9 : light / 9;
    const sensed =
      range[0] + (shade / 255) * (range[1] - range[0]) + noise * (random() + random() + random() - 1.5) * 2;
    return Math.min(255, Math.max(0, Math.round(sensed)));
  });
  return { width: size, height: size, luminance };
}

/** A picture of nothing but noise, blurred shapes or stripes, by number. */
export function emptyPicture(kind: number, width: number, height: number): Picture {
  const random = numbers(kind + 1);
  const [a, b, c] = [random() * 20 + 2, random() * 20 + 2, random() * 6];
  const luminance = Uint8Array.from({ length: width * height }, (_, at) => {
    const x = at % width;
    const y = Math.floor(at / width);
    if (kind % 3 === 0) return random() * 255;
    if (kind % 3 === 1) return 128 + 127 * Math.sin(x / a + c) * Math.cos(y / b);
    return (Math.floor(x / a) + Math.floor(y / b) * 7) % 3 === 0 ? 20 : 230;
  });
  return { width, height, luminance };
}

function greyOf(drawing: Picture, u: number, v: number): number {
  const column = Math.floor(u + drawing.width / 2);
  const row = Math.floor(v + drawing.height / 2);
  if (column < 0 || row < 0 || column >= drawing.width || row >= drawing.height) return 255;
  return drawing.luminance[row * drawing.width + column] ?? 255;
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
