import { encodeQR } from 'qr';
import { describe, expect, it } from 'vitest';
import { drawQr, qrPath } from '../../../shared/decoding/draw-qr';
import { denseCode } from './dense-code';
import { emptyPicture, photograph, type Shot } from './photograph';
import { pipelineForTests } from './pipeline-for-tests';

const pipeline = await pipelineForTests();

describe('Drawn codes', () => {
  it.each([
    'NL1:6BFOXN…',
    'claim 169 测试 élève',
    'A'.repeat(2_000),
    '0123456789'.repeat(300),
    ' \r\n trailing ',
  ])(
    'Given text %#, when its drawn code is held to a camera, then the same text comes back',
    async (text) => {
      const { modules, size } = drawQr(text);
      expect(modules).toHaveLength(size);
      const { codes } = await pipeline.still(photograph(modules, { pixels: 3 }));
      expect(codes).toEqual([
        expect.objectContaining({ format: 'qr', text, bytes: new TextEncoder().encode(text) }),
      ]);
    },
  );

  it('Given a drawn code, when it is printed as a path, then exactly its dark modules are filled', () => {
    const drawing = drawQr('https://vestibule.example/');
    const filled = Array.from({ length: drawing.size }, () =>
      Array.from({ length: drawing.size }, () => false),
    );
    for (const [, x, y, length] of qrPath(drawing).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
      filled[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
    expect(filled).toEqual(drawing.modules);
  });

  it('Given a text no QR code can hold, when it is drawn, then it is refused', () => {
    expect(() => drawQr('x'.repeat(3_000))).toThrow(RangeError);
  });
});

describe('Dense codes', () => {
  const shots: [string, Shot][] = [
    ['flat, 4 pixels a module', { pixels: 4 }],
    ['flat, 2 pixels a module', { pixels: 2 }],
    ['turned by 45°, 2 pixels a module', { pixels: 2, degrees: 45 }],
    ['upside down and noisy, 2 pixels a module', { pixels: 2, degrees: 180, noise: 12 }],
    ['turned, noisy and pale, 2.5 pixels a module', { pixels: 2.5, degrees: 7, noise: 8, range: [90, 200] }],
    ['flat, 1.5 pixels a module', { pixels: 1.5 }],
  ];
  for (const version of [10, 20, 30, 40])
    it.each(shots)(
      `Given version ${version}, when it is photographed %s, then it is read`,
      async (_, shot) => {
        const { codes } = await pipeline.still(photograph(denseCode(version).modules, shot));
        expect(codes.map(({ text }) => text)).toEqual([denseCode(version).text]);
      },
    );
});

describe('Bent codes', () => {
  it.each([
    { text: 'https://vestibule.example/room/12', bend: 0.6, inverted: false },
    { text: 'Ada Beispiel, '.repeat(7), bend: 1, inverted: false },
    { text: 'Ada Beispiel, '.repeat(7), bend: 1, inverted: true },
  ])(
    'Given a code on a wavy sheet (%o), when a flat grid misses its modules, then it is straightened and read',
    async ({ text, ...shot }) => {
      const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 1 }).slice(1, -1);
      const { codes } = await pipeline.still(
        photograph(
          modules.map((row) => row.slice(1, -1)),
          { pixels: 5, ...shot },
        ),
      );
      expect(codes).toEqual([expect.objectContaining({ text, pass: 'straightened' })]);
    },
  );
});

describe('Pictures without a code', () => {
  it.each(Array.from({ length: 12 }, (_, kind) => [kind]))(
    'Given picture %i of noise, waves or stripes, when every pass has looked, then nothing is read',
    async (kind) => {
      expect(await pipeline.still(emptyPicture(kind, 320, 240))).toMatchObject({ codes: [], incomplete: [] });
    },
  );

  it('Given a picture of no size, when it is read, then there is nothing in it', async () => {
    const picture = { width: 1, height: 1, luminance: new Uint8Array([255]) };
    expect(await pipeline.still(picture)).toEqual({ codes: [], incomplete: [], located: false });
  });
});
