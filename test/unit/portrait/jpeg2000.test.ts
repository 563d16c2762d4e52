import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type OpenJpeg, decodeJpeg2000 } from '../../../shared/portrait';
import { codestream, jp2, openJpeg } from '../../support/jpeg2000';

const [WIDTH, HEIGHT] = [48, 64];
const COLOURS = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => (index * 7) % 256);
const GREYS = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, index) => (index * 5) % 256);

describe('a portrait in JPEG 2000', () => {
  let library: OpenJpeg;
  let coloured: Uint8Array;
  beforeAll(async () => {
    library = await openJpeg();
    coloured = await codestream(COLOURS, WIDTH, HEIGHT, 3);
  });

  test.each(['bare', 'in the file format'])(
    'Given colours, %s, when it is decoded, then every pixel is what it was',
    (how) => {
      const image = how === 'bare' ? coloured : jp2(coloured, WIDTH, HEIGHT);
      const { width, height, rgba } = decodeJpeg2000(library, image);
      expect([width, height]).toEqual([WIDTH, HEIGHT]);
      const colours = rgba.filter((_, index) => index % 4 !== 3);
      expect(Buffer.compare(Buffer.from(colours), Buffer.from(COLOURS))).toBe(0);
      expect(rgba.filter((_, index) => index % 4 === 3).every((opacity) => opacity === 255)).toBe(true);
    },
  );

  test('Given greys, when it is decoded, then red, green and blue are the grey', async () => {
    const { rgba } = decodeJpeg2000(library, await codestream(GREYS, WIDTH, HEIGHT, 1));
    for (const colour of [0, 1, 2]) {
      expect(Buffer.from(rgba.filter((_, index) => index % 4 === colour))).toEqual(Buffer.from(GREYS));
    }
  });

  test('Given a header that claims 60,000 by 60,000 pixels, when it is decoded, then it is refused before the decoder takes memory for them', () => {
    const claiming = Buffer.from(coloured);
    claiming.writeUInt32BE(60_000, 8);
    claiming.writeUInt32BE(60_000, 12);
    const watched: OpenJpeg = {
      J2KDecoder: class extends library.J2KDecoder {
        constructor() {
          super();
          throw new RangeError('the decoder was asked');
        }
      },
    };
    expect(() => decodeJpeg2000(watched, claiming)).toThrow('not a portrait');
  });

  test('Given any bytes, and any damage to a genuine one, when they are decoded, then there is a picture of the size it says or an Error', () => {
    const damaged = fc
      .array(fc.tuple(fc.nat({ max: coloured.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 5,
      })
      .map((changes) => {
        const bytes = Uint8Array.from(coloured);
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 })), (image) => {
        try {
          const { width, height, rgba } = decodeJpeg2000(library, image);
          expect(rgba).toHaveLength(width * height * 4);
        } catch (thrown) {
          expect(thrown).toSatisfy((each) => each instanceof Error || typeof each === 'number');
        }
      }),
      { numRuns: 300 },
    );
  });
});
