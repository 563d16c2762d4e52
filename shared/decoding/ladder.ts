import { blur } from './blur';
import { clipHighlights } from './clip-highlights';
import { codeFormats } from './code';
import type { Decoder, Sighting } from './decoder';
import type { Pass } from './pass';
import type { Picture } from './picture';
import { createQrSampler } from './qr-sampler';
import { sharpen } from './sharpen';
import { straighten } from './straighten';
import { upscale } from './upscale';
import { zxingLibrary } from './zxing-library';
import type { ZxingDecoders } from './zxing-wasm';

/** Beyond so many pixels modules are large enough already, and four times as many would cost more than they give. */
const MOST_PIXELS_TO_UPSCALE = 3_000_000;

/** The rescue passes in the order in which they are tried: those that read most for their time come first. */
export function createLadder(zxing: ZxingDecoders): readonly Pass[] {
  const closing = zxing({ denoise: true });
  const plain = zxing({});
  const global = zxing({ denoise: true, threshold: 'global' });
  return [
    straightening(plain),
    filtered('upscaled', closing, enlarged),
    filtered('global-threshold', global, (picture) => picture),
    filtered('sharpened', plain, sharpen),
    filtered('upscaled-sharpened', closing, (picture) => sharpen(enlarged(picture))),
    filtered('blurred', plain, (picture) => blur(picture, 2)),
    filtered('highlights-clipped', plain, clipHighlights),
    filtered('qr-sampler', createQrSampler(plain), (picture) => picture),
    filtered('qr-sampler-upscaled', createQrSampler(plain), enlarged),
    filtered('zxing-library', zxingLibrary, (picture) => picture),
  ];
}

/** A pass that gives the decoder a changed picture. */
function filtered(name: string, decoder: Decoder, change: (picture: Picture) => Picture): Pass {
  return {
    name,
    formats: decoder.formats,
    look: ({ picture }, formats) => decoder.look(change(picture), formats),
  };
}

/** A pass that flattens each located symbol and reads it alone. */
function straightening(decoder: Decoder): Pass {
  return {
    name: 'straightened',
    formats: codeFormats,
    async look({ picture, located }, formats) {
      const sightings: Sighting[] = [];
      for (const symbol of located) {
        const flat = formats.includes(symbol.format) ? straighten(picture, symbol) : undefined;
        if (flat !== undefined) sightings.push(...(await decoder.look(flat, [symbol.format])));
      }
      return sightings;
    },
  };
}

function enlarged(picture: Picture): Picture {
  return picture.luminance.length > MOST_PIXELS_TO_UPSCALE ? picture : upscale(picture);
}
