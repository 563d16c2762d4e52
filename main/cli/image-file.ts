import { decode as decodePng, type DecodedPng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { VestibuleError } from '../../shared/domain/error';
import { pictureOf, type Picture } from '../../shared/decoding/picture';
import { pictureOfWebp } from './webp-file';

/** The largest image that is opened, in pixels: far beyond any camera's, far below what fills the memory. */
const MOST_PIXELS = 100_000_000;

/**
 * The picture in a PNG, JPEG or WebP file, whatever its bit depth, palette or transparency (laid over white).
 * The orientation a camera notes in a JPEG is not applied: codes are read whichever way up they are.
 * @throws VestibuleError `file-unreadable` for anything that is not a whole PNG, JPEG or WebP, `file-too-large` beyond
 * 100 megapixels.
 */
export async function readImageFile(bytes: Uint8Array): Promise<Picture> {
  try {
    if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return pictureOfPng(bytes);
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return pictureOfJpeg(bytes);
    if (isWebp(bytes)) return await pictureOfWebp(bytes);
  } catch (thrown) {
    if (thrown instanceof VestibuleError) throw thrown;
    throw new VestibuleError('file-unreadable', 'The image is damaged.', { cause: thrown });
  }
  throw new VestibuleError('file-unreadable', 'The file is neither a PNG, a JPEG nor a WebP image.');
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** `RIFF`, four bytes of length, `WEBP`. */
function isWebp(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])
  );
}

function pictureOfJpeg(bytes: Uint8Array): Picture {
  const { width, height, data } = decodeJpeg(bytes, {
    useTArray: true,
    maxResolutionInMP: MOST_PIXELS / 1_000_000,
    maxMemoryUsageInMB: 2_048,
  });
  return pictureOf(data, width, height);
}

function pictureOfPng(bytes: Uint8Array): Picture {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.getUint32(16) * header.getUint32(20) > MOST_PIXELS)
    throw new VestibuleError('file-too-large', 'The image has more than 100 megapixels.');
  if (header.getUint8(24) < 8 && header.getUint8(28) !== 0)
    throw new VestibuleError(
      'file-unreadable',
      'Interlaced PNG images of fewer than 8 bits are not supported.',
    );
  const png = decodePng(bytes);
  return pictureOf(rgbaOf(png), png.width, png.height);
}

/** The pixels of a PNG as 8-bit RGBA: samples of 1 to 16 bits, grey, coloured or from a palette. */
function rgbaOf(png: DecodedPng): Uint8Array {
  const { width, height, channels, palette, transparency } = png;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const sample = samplesOf(png);
  const scale = 255 / (2 ** png.depth - 1);
  const coloured = channels >= 3;
  const alpha = channels === 2 || channels === 4 ? channels - 1 : undefined;
  for (let row = 0, to = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1, to += 4) {
      if (palette !== undefined) {
        rgba.set(palette[sample(column, row, 0)] ?? [], to);
        continue;
      }
      let clear = transparency !== undefined;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = sample(column, row, coloured ? channel : 0);
        rgba[to + channel] = Math.round(value * scale);
        clear &&= value === transparency?.[coloured ? channel : 0];
      }
      if (alpha !== undefined) rgba[to + 3] = Math.round(sample(column, row, alpha) * scale);
      if (clear) rgba[to + 3] = 0;
    }
  return rgba;
}

/** How to take one sample out of the rows, which begin at whole bytes and are packed when a sample is under 8 bits. */
function samplesOf({ data, depth, width, channels }: DecodedPng) {
  if (depth >= 8)
    return (column: number, row: number, channel: number) =>
      data[(row * width + column) * channels + channel] ?? 0;
  const rowLength = Math.ceil((width * channels * depth) / 8);
  return (column: number, row: number, channel: number) => {
    const bit = (column * channels + channel) * depth;
    const byte = data[row * rowLength + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
}
