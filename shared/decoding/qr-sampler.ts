import { decodeQR } from 'qr/decode.js';
import type { Decoder } from './decoder';
import { pictureOfModules } from './module-picture';
import type { Picture } from './picture';

/** Milliseconds the package may spend on its optional retries. */
const RETRY_MILLISECONDS = 150;

/**
 * A second, independent algorithm that finds and samples QR codes (the package `qr`). It gives text only, so its
 * sampled modules are drawn clean and read once more by `reader`: bytes, ECI and parts then mean the same everywhere.
 */
export function createQrSampler(reader: Decoder): Decoder {
  return {
    formats: ['qr'],
    async look(picture, formats) {
      const modules = formats.includes('qr') ? sampledModules(picture) : undefined;
      if (modules === undefined) return [];
      return (await reader.look(pictureOfModules(modules, 4), ['qr'])).filter((sighting) => sighting.read);
    },
  };
}

function sampledModules(picture: Picture): boolean[][] | undefined {
  let modules: boolean[][] | undefined;
  try {
    decodeQR(
      { width: picture.width, height: picture.height, data: greyPixels(picture) },
      {
        effort: 4,
        timeLimit: RETRY_MILLISECONDS,
        imageOnResult: ({ width, height, data }) => {
          modules = Array.from({ length: height }, (_, y) =>
            Array.from({ length: width }, (__, x) => data[(y * width + x) * 4] === 0),
          );
        },
      },
    );
  } catch {
    // The package says "nothing found" by throwing; what it could not read is simply not seen.
  }
  return modules;
}

function greyPixels({ luminance }: Picture): Uint8Array {
  const pixels = new Uint8Array(luminance.length * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = luminance[Math.floor(at / 3)] ?? 0;
  return pixels;
}
