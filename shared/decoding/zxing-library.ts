import { BinaryBitmap, HybridBinarizer, PDF417Reader, RGBLuminanceSource } from '@zxing/library';
import type { Decoder, Sighting } from './decoder';
import type { Picture } from './picture';

/**
 * The last resort for PDF417: @zxing/library, an older relative of zxing-cpp that reads some symbols the latter
 * misses. It garbles symbols with character-set switches (ECI), so only texts in plain ASCII are believed.
 */
export const zxingLibrary: Decoder = {
  formats: ['pdf417'],
  look: async (picture, formats) => (formats.includes('pdf417') ? sightings(picture) : []),
};

function sightings(picture: Picture): Sighting[] {
  const text = textOf(picture);
  if (text === undefined || !/^[\t\n\r\x1c-\x1f\x20-\x7e]+$/.test(text)) return [];
  return [{ read: true, format: 'pdf417', text, bytes: new TextEncoder().encode(text), symbology: ']L0' }];
}

function textOf({ luminance, width, height }: Picture): string | undefined {
  try {
    const source = new RGBLuminanceSource(new Uint8ClampedArray(luminance), width, height);
    return new PDF417Reader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  } catch {
    // The library says "nothing found" and "damaged" by throwing.
    return undefined;
  }
}
