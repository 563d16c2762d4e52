import * as fc from 'fast-check';
import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { readImageFile } from '../../main/cli/image-file';
import { codeFormats, contentOf } from '../../shared/decoding/code';
import type { LocatedSymbol } from '../../shared/decoding/decoder';
import { drawQr } from '../../shared/decoding/draw-qr';
import { createLadder } from '../../shared/decoding/ladder';
import { pictureOfModules } from '../../shared/decoding/module-picture';
import type { Picture } from '../../shared/decoding/picture';
import { createPipeline } from '../../shared/decoding/pipeline';
import { straighten } from '../../shared/decoding/straighten';
import { joinParts } from '../../shared/decoding/structured-append';
import { startZxing } from '../../shared/decoding/zxing-wasm';
import { zxingBinary } from '../../main/cli/zxing-binary';
import { VestibuleError } from '../../shared/domain/error';

const zxing = await startZxing({ wasmBinary: zxingBinary() });
const ladder = createLadder(zxing);

const picture: fc.Arbitrary<Picture> = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((luminance) => ({ width, height, luminance })),
  );

const coordinate = fc.oneof(
  fc.integer({ min: -100, max: 1_000 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
);
const point = fc.record({ x: coordinate, y: coordinate });
const located: fc.Arbitrary<LocatedSymbol> = fc.record({
  read: fc.constant(false),
  format: fc.constantFrom(...codeFormats),
  corners: fc.tuple(point, point, point, point),
  columns: fc.integer({ min: 0, max: 60 }),
  rows: fc.integer({ min: 0, max: 60 }),
  inverted: fc.boolean(),
});

describe('Any picture', () => {
  it('Given any pixels, when every pass looks at them, then no pass fails and noise holds no code', async () => {
    await fc.assert(
      fc.asyncProperty(picture, fc.array(located, { maxLength: 2 }), async (any, symbols) => {
        for (const pass of ladder) {
          const scene = { picture: any, reduced: any, located: symbols };
          const sightings = await pass.look(scene, pass.formats);
          expect(sightings.filter(({ read }) => read)).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('Given any corners, when a symbol is straightened, then it is a clean square or nothing', () => {
    fc.assert(
      fc.property(picture, located, (any, symbol) => {
        const flat = straighten(any, symbol, { spacing: 3, reach: 3 });
        if (flat === undefined) return;
        expect([flat.width, flat.height]).toEqual([(symbol.columns + 8) * 4, (symbol.rows + 8) * 4]);
        expect(flat.luminance.every((grey) => grey === 0 || grey === 255)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('Given any bytes as an image file, when it is read, then it is a picture or refused with a reason', async () => {
    const images = [
      encodePng({ width: 12, height: 9, data: new Uint8Array(108).fill(90), channels: 1, depth: 8 }),
      Uint8Array.from(encodeJpeg({ width: 16, height: 16, data: new Uint8Array(1_024).fill(90) }, 60).data),
    ];
    const damaged = fc
      .tuple(
        fc.constantFrom(...images),
        fc.array(fc.tuple(fc.nat(800), fc.nat(255)), { maxLength: 6 }),
        fc.nat(900),
      )
      .map(([image, changes, length]) => {
        const copy = image.slice(0, length);
        for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
        return copy;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        try {
          const { width, height, luminance } = await readImageFile(bytes);
          expect(luminance).toHaveLength(width * height);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(VestibuleError);
          expect(['file-unreadable', 'file-too-large']).toContain(
            thrown instanceof VestibuleError && thrown.code,
          );
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('Any text', () => {
  it('Given any text, when its drawn code is read, then the same text and bytes come back', async () => {
    const { still } = createPipeline(zxing, () => 0);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), async (any) => {
        const text = any.replaceAll(/\p{Cs}/gu, '');
        if (text === '') return;
        const drawing = drawQr(text);
        const { codes } = await still(pictureOfModules(drawing.modules, 3));
        expect(codes).toMatchObject([{ text, bytes: new TextEncoder().encode(text) }]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Any parts', () => {
  const part = fc.record({
    read: fc.constant(true as const),
    format: fc.constantFrom(...codeFormats),
    text: fc.string(),
    bytes: fc.uint8Array({ maxLength: 20 }),
    pass: fc.constant('first'),
    part: fc.option(fc.record({ id: fc.constantFrom('a', 'b'), index: fc.nat(15), of: fc.nat(16) }), {
      nil: undefined,
    }),
  });

  it('Given any parts, when they are joined, then each is in a code or listed, and what is missing is not there', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (symbols) => {
        for (const { parts, have, missing } of joinParts(symbols).incomplete) {
          const numbers = have.map((each) => each.part);
          expect(numbers.filter((each) => missing.includes(each))).toEqual([]);
          expect(have.length).toBeGreaterThan(0);
          if (numbers.every((each) => each <= parts)) expect(numbers.length + missing.length).toBe(parts);
        }
      }),
    );
  });

  it('Given any code, when it is presented, then it is text or bytes that are the same as were read', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 50 }), (text, bytes) => {
        const content = contentOf({ format: 'qr', text, bytes, pass: 'first' });
        if (content.type === 'bytes')
          expect(Buffer.from(content.bytesBase64, 'base64')).toEqual(Buffer.from(bytes));
        else expect(content).toEqual({ type: 'text', text });
      }),
    );
  });
});
