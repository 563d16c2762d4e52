/** Colours of a drawn face, each `0xRRGGBB`. */
export interface PortraitColours {
  readonly background: number;
  readonly clothes: number;
  readonly skin: number;
  readonly hair: number;
}

/** Pixels; the width is a multiple of four so that a row fills whole bytes. */
const WIDTH = 48;
const HEIGHT = 60;

/**
 * A small drawn portrait as lossless WebP: four colours, two bits a pixel. The bits are left plain on purpose:
 * the identity code around it is compressed anyway, and does that better.
 */
export function drawPortrait(colours: PortraitColours): Uint8Array {
  return webp([colours.background, colours.clothes, colours.skin, colours.hair], drawing());
}

/** Palette indices, row by row. */
function drawing(): Uint8Array {
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) pixels[y * WIDTH + x] = colourAt(x + 0.5, y + 0.5);
  }
  return pixels;
}

function colourAt(x: number, y: number): 0 | 1 | 2 | 3 {
  const within = (cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
  const eye = within(19, 27, 1.6, 1.4) || within(29, 27, 1.6, 1.4);
  const mouth = within(24, 37, 4.5, 1.2);
  const fringe = within(24, 13, 13, 9);
  if (within(24, 27, 10, 14)) return eye || mouth || fringe ? 3 : 2;
  if (within(24, 24, 14, 17)) return 3;
  if (within(24, 43, 5, 8)) return 2;
  return within(24, 64, 21, 17) ? 1 : 0;
}

/**
 * A WebP file with one lossless image (WebP lossless bitstream specification): a palette of four, four pixels to
 * a byte, and a prefix code of eight bits for each of the 256 values, so that every byte stands as it is.
 */
function webp(palette: readonly number[], pixels: Uint8Array): Uint8Array {
  const bits = new BitWriter();
  bits.write(WIDTH - 1, 14).write(HEIGHT - 1, 14);
  bits.write(0, 1).write(0, 3); // no transparency, version 0
  bits
    .write(1, 1)
    .write(3, 2)
    .write(palette.length - 1, 8); // a transform follows: colour indexing
  writePalette(bits, palette);
  bits.write(0, 1); // no more transforms
  bits.write(0, 1).write(0, 1); // no colour cache, one group of prefix codes
  writeUniformCode(bits); // green holds the packed pixels
  for (const value of [0, 0, 255, 0]) writeSingleSymbol(bits, value); // red, blue, alpha, distance
  for (let index = 0; index < pixels.length; index += 4) {
    let packed = 0;
    for (let part = 0; part < 4; part++) packed |= (pixels[index + part] ?? 0) << (2 * part);
    bits.write(reversed(packed), 8);
  }
  const image = Buffer.concat([Buffer.from([0x2f]), bits.bytes()]);
  const padded = image.length % 2 === 0 ? image : Buffer.concat([image, Buffer.from([0])]);
  return Buffer.concat([
    Buffer.from('RIFF'),
    littleEndian(4 + 8 + padded.length),
    Buffer.from('WEBPVP8L'),
    littleEndian(image.length),
    padded,
  ]);
}

/** The palette is an image of its own, one row; each colour is written as the difference to the one before. */
function writePalette(bits: BitWriter, palette: readonly number[]): void {
  bits.write(0, 1); // no colour cache
  const channel = (colour: number, shift: number) => (colour >> shift) & 0xff;
  const differences = palette.map((colour, index) =>
    [8, 16, 0].map((shift) => (channel(colour, shift) - channel(palette[index - 1] ?? 0, shift)) & 0xff),
  );
  for (let code = 0; code < 3; code++) writeUniformCode(bits, code > 0);
  writeTwoSymbols(bits, 0, 255); // alpha: 255 for the first colour, then no difference
  writeSingleSymbol(bits, 0);
  differences.forEach(([green = 0, red = 0, blue = 0], index) => {
    bits.write(reversed(green), 8).write(reversed(red), 8).write(reversed(blue), 8);
    bits.write(index === 0 ? 1 : 0, 1);
  });
}

/**
 * A prefix code in which each of the 256 literal values has eight bits. Its code lengths are themselves coded
 * with a code that knows one symbol, "eight", and so take no bits at all. The green channel has further symbols
 * (lengths of repeats); they are cut off by the count.
 */
function writeUniformCode(bits: BitWriter, wholeAlphabet = false): void {
  bits.write(0, 1); // a normal code
  const EIGHT = 11; // place of "eight" in the order 17 18 0 1 2 3 4 5 16 6 7 8 …
  bits.write(EIGHT + 1 - 4, 4);
  for (let place = 0; place <= EIGHT; place++) bits.write(place === EIGHT ? 1 : 0, 3);
  if (wholeAlphabet) bits.write(0, 1);
  else
    bits
      .write(1, 1)
      .write(3, 3)
      .write(256 - 2, 8);
}

function writeSingleSymbol(bits: BitWriter, symbol: number): void {
  bits.write(1, 1).write(0, 1).write(1, 1).write(symbol, 8);
}

function writeTwoSymbols(bits: BitWriter, first: number, second: number): void {
  bits.write(1, 1).write(1, 1).write(1, 1).write(first, 8).write(second, 8);
}

/** Prefix codes are read from their highest bit on, everything else from the lowest. */
function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) result |= ((byte >> bit) & 1) << (7 - bit);
  return result;
}

function littleEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Writes numbers bit by bit, the lowest bit first. */
class BitWriter {
  readonly #bytes: number[] = [];
  #used = 0;

  write(value: number, count: number): this {
    for (let bit = 0; bit < count; bit++) {
      const index = this.#used >> 3;
      this.#bytes[index] = (this.#bytes[index] ?? 0) | (((value >> bit) & 1) << (this.#used & 7));
      this.#used += 1;
    }
    return this;
  }

  bytes(): Uint8Array {
    return Buffer.from(this.#bytes);
  }
}
