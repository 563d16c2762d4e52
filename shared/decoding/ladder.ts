import { blur } from './blur';
import { clipHighlights } from './clip-highlights';
import { codeFormats, type CodeFormat } from './code';
import type { Decoder, LocatedSymbol, Sighting } from './decoder';
import { level } from './level';
import type { Mesh } from './net';
import type { Pass } from './pass';
import type { Picture } from './picture';
import { createQrSampler } from './qr-sampler';
import { sharpen } from './sharpen';
import { straighten } from './straighten';
import { upscale } from './upscale';
import { zxingLibrary } from './zxing-library';
import type { ZxingDecoders } from './zxing-wasm';

/** The usual net for straightening, and a finer one that follows tighter bends but is led astray more easily. */
const wide: Mesh = { spacing: 3, reach: 3 };
const fine: Mesh = { spacing: 2, reach: 2 };

/**
 * The rescue passes in the order in which they are tried: those that read most for their time come first. A symbol
 * that a filter brings out without making it readable is straightened as well.
 */
export function createLadder(zxing: ZxingDecoders): readonly Pass[] {
  const plain = zxing({});
  const closing = zxing({ denoise: true });
  const global = zxing({ denoise: true, threshold: 'global' });
  const sampler = createQrSampler(plain);

  function filtered(name: string, decoder: Decoder, filter: (picture: Picture) => Picture): Pass {
    return {
      name,
      formats: decoder.formats,
      async look({ reduced }, formats) {
        const changed = filter(reduced);
        const sightings = await decoder.look(changed, formats);
        if (sightings.some((sighting) => sighting.read)) return sightings;
        return await straightened(plain, changed, locatedIn(sightings), formats, wide);
      },
    };
  }

  function straightening(name: string, mesh: Mesh): Pass {
    return {
      name,
      formats: codeFormats,
      look: ({ picture, located }, formats) => straightened(plain, picture, located, formats, mesh),
    };
  }

  return [
    straightening('straightened', wide),
    filtered('upscaled', closing, upscale),
    straightening('straightened-finely', fine),
    filtered('levelled', closing, (picture) => level(upscale(picture))),
    filtered('highlights-clipped', closing, clipHighlights),
    filtered('smoothed', closing, (picture) => blur(upscale(picture), 4)),
    filtered('global-threshold', global, (picture) => picture),
    filtered('sharpened', closing, sharpen),
    filtered('zxing-library', zxingLibrary, (picture) => picture),
    filtered('zxing-library-upscaled', zxingLibrary, upscale),
    filtered('qr-sampler', sampler, upscale),
  ];
}

/** The located symbols that are left when a look read nothing. */
export function locatedIn(sightings: readonly Sighting[]): LocatedSymbol[] {
  return sightings.filter((sighting) => !sighting.read);
}

/** Flattens the located symbols one after the other until one can be read. */
async function straightened(
  decoder: Decoder,
  picture: Picture,
  located: readonly LocatedSymbol[],
  formats: readonly CodeFormat[],
  mesh: Mesh,
): Promise<Sighting[]> {
  for (const symbol of located) {
    const flat = formats.includes(symbol.format) ? straighten(picture, symbol, mesh) : undefined;
    if (flat === undefined) continue;
    const read = (await decoder.look(flat, [symbol.format])).filter((sighting) => sighting.read);
    if (read.length > 0) return read;
  }
  return [];
}
