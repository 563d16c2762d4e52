/** The part of OpenJPEG (as `@cornerstonejs/codec-openjpeg` wraps it) that is used here. */
export interface OpenJpeg {
  readonly J2KDecoder: new () => {
    /** Room for the image in the decoder's own memory. */
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    /** Samples of all components, pixel after pixel. */
    getDecodedBuffer(): Uint8Array;
    getFrameInfo(): {
      width: number;
      height: number;
      bitsPerSample: number;
      componentCount: number;
      isSigned: boolean;
    };
    delete(): void;
  };
}

/** Pixels: four bytes each, red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Media types of JPEG 2000 as a chip may hold it: the file format, and the bare codestream. */
export const isJpeg2000 = (mediaType: string): boolean =>
  mediaType === 'image/jp2' || mediaType === 'image/j2c';

/** The largest portrait that is decoded: faces on chips have 0.1 to 0.6 million pixels. */
const MOST_PIXELS = 4_000_000;
const LARGEST = 512 * 1024;
/** More than this nobody cuts a face into. */
const MOST_TILES = 1_024;

/**
 * Decodes a portrait in JPEG 2000 (ISO/IEC 15444-1): grey or red, green and blue, 8 bits each. What it says of its size
 * is looked at before the decoder sees it. Throws an Error for anything else; how long decoding may take is for the
 * caller to limit, in a worker that can be ended.
 */
export function decodeJpeg2000(library: OpenJpeg, image: Uint8Array): Pixels {
  checkSize(image);
  const decoder = new library.J2KDecoder();
  try {
    decoder.getEncodedBuffer(image.length).set(image);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
    const samples = decoder.getDecodedBuffer();
    const count = width * height;
    const isUsual = bitsPerSample === 8 && !isSigned && (componentCount === 1 || componentCount === 3);
    if (count === 0 || !isUsual || samples.length !== count * componentCount) throw unreadable();
    return { width, height, rgba: opaque(samples, count, componentCount) };
  } finally {
    decoder.delete();
  }
}

/** Sizes and number of components as the codestream's first marker segment says them (A.5.1). */
function checkSize(image: Uint8Array): void {
  const start = codestreamAt(image);
  if (image.length > LARGEST || start === undefined || image.length < start + 42) throw unreadable();
  const view = new DataView(image.buffer, image.byteOffset + start, image.length - start);
  const number = (offset: number) => view.getUint32(offset);
  const [width, height] = [number(8) - number(16), number(12) - number(20)];
  const [tileWidth, tileHeight] = [number(24), number(28)];
  const tiles = Math.ceil(number(8) / tileWidth) * Math.ceil(number(12) / tileHeight);
  const isFace =
    width > 0 && height > 0 && width * height <= MOST_PIXELS && number(8) * number(12) <= MOST_PIXELS;
  if (!isFace || !(tiles <= MOST_TILES) || ![1, 3].includes(view.getUint16(40))) throw unreadable();
}

/** Where the codestream begins: at once, or behind the boxes of the file format. */
function codestreamAt(image: Uint8Array): number | undefined {
  const last = Math.min(image.length - 4, 8_192);
  for (let at = 0; at <= last; at++) {
    if (image[at] === 0xff && image[at + 1] === 0x4f && image[at + 2] === 0xff && image[at + 3] === 0x51)
      return at;
  }
  return undefined;
}

function opaque(samples: Uint8Array, count: number, components: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(count * 4).fill(255);
  for (let pixel = 0; pixel < count; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      rgba[pixel * 4 + colour] = samples[pixel * components + (components === 1 ? 0 : colour)] ?? 0;
    }
  }
  return rgba;
}

function unreadable(): Error {
  return new Error('not a portrait in JPEG 2000');
}
