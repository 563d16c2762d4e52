import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encodeQR } from 'qr';
import { describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { codeFormats, type CodeFormat } from '../../../shared/decoding/code';
import type { Sighting } from '../../../shared/decoding/decoder';
import type { Picture } from '../../../shared/decoding/picture';
import { createPipeline, type Pipeline } from '../../../shared/decoding/pipeline';
import { emptyPicture, photograph } from './photograph';
import { pipelineForTests } from './pipeline-for-tests';

const writer = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
await prepareZXingModule({
  overrides: { wasmBinary: Uint8Array.from(readFileSync(writer)).buffer },
  fireImmediately: true,
});

/** A code drawn by zxing's own writer, photographed at four pixels a module. */
async function shown(format: 'DataMatrix' | 'Aztec' | 'PDF417' | 'QRCode', text: string): Promise<Picture> {
  const { symbol } = await writeBarcode(text, { format, addQuietZones: false });
  const modules = Array.from({ length: symbol.height }, (_, row) =>
    Array.from({ length: symbol.width }, (__, column) => symbol.data[row * symbol.width + column] === 0),
  );
  return photograph(modules, { pixels: 4 });
}

/** A pipeline whose decoder sees these symbols, a list a frame, and nothing afterwards. */
function pipelineThatSees(frames: Sighting[][], clock: () => number = () => 0): Pipeline {
  const left = [...frames];
  return createPipeline(() => ({ formats: codeFormats, look: async () => left.shift() ?? [] }), clock);
}

function partOf(text: string, index: number, of: number): Sighting {
  const bytes = new TextEncoder().encode(text);
  return { read: true, format: 'qr', text, bytes, part: { id: '77', index, of } };
}

describe('Formats', () => {
  it.each<[CodeFormat, 'DataMatrix' | 'Aztec' | 'PDF417' | 'QRCode']>([
    ['data-matrix', 'DataMatrix'],
    ['aztec', 'Aztec'],
    ['pdf417', 'PDF417'],
    ['qr', 'QRCode'],
  ])(
    'Given a %s code, when a picture of it is read, then its text and bytes come out',
    async (format, name) => {
      const pipeline = await pipelineForTests();
      const text = 'P<UTOERIKSSON<<ANNA<MARIA 2026-11-20';
      const { codes } = await pipeline.still(await shown(name, text));
      expect(codes).toEqual([
        expect.objectContaining({ format, text, bytes: new TextEncoder().encode(text) }),
      ]);
    },
  );

  it('Given a Data Matrix, when only QR is asked for, then nothing is found', async () => {
    const pipeline = await pipelineForTests();
    const picture = await shown('DataMatrix', 'not asked for');
    expect(await pipeline.still(picture, ['qr'])).toMatchObject({ codes: [] });
  });
});

describe('Frames of a camera', () => {
  it('Given a QR code, when the first frame shows it, then it is read at once', async () => {
    const { frame } = await pipelineForTests();
    expect((await frame(await shown('QRCode', 'at once'))).codes).toMatchObject([{ text: 'at once' }]);
  });

  it('Given a PDF417 code, when it is held to the camera, then the third frame reads it', async () => {
    const { frame } = await pipelineForTests();
    const picture = await shown('PDF417', 'the back of a driving licence');
    const seen = [await frame(picture), await frame(picture), await frame(picture)];
    expect(seen.map(({ codes }) => codes.map(({ text }) => text))).toEqual([
      [],
      [],
      ['the back of a driving licence'],
    ]);
  });

  it('Given a bent code, when it is held there, then one of the next frames reads it although budgets are short', async () => {
    let now = 0;
    const { frame } = await pipelineForTests(() => (now += 70));
    const modules = encodeQR('https://vestibule.example/room/12', 'raw', { ecc: 'medium', border: 1 });
    const picture = photograph(
      modules.slice(1, -1).map((row) => row.slice(1, -1)),
      { pixels: 5, bend: 0.8 },
    );
    const texts: string[] = [];
    for (let count = 0; count < 12; count += 1)
      texts.push(...(await frame(picture)).codes.map(({ text }) => text));
    expect(new Set(texts)).toEqual(new Set(['https://vestibule.example/room/12']));
  });

  it('Given a code in three parts, when they are shown one after the other, then it is joined with the last', async () => {
    const texts = ['one, ', 'two, ', 'three'];
    const { frame } = pipelineThatSees(texts.map((text, index) => [partOf(text, index, texts.length)]));
    const blank = emptyPicture(0, 8, 8);
    expect(await frame(blank)).toMatchObject({ codes: [], incomplete: [{ parts: 3, missing: [2, 3] }] });
    expect(await frame(blank)).toMatchObject({ codes: [], incomplete: [{ parts: 3, missing: [3] }] });
    expect(await frame(blank)).toMatchObject({ codes: [{ text: 'one, two, three' }], incomplete: [] });
    expect(await frame(blank)).toEqual({ codes: [], incomplete: [], located: false });
  });

  it('Given a part that was shown over a minute ago, when another comes, then the first is forgotten', async () => {
    let now = 0;
    const { frame } = pipelineThatSees([[partOf('one, ', 0, 2)], [partOf('two', 1, 2)]], () => now);
    await frame(emptyPicture(0, 8, 8));
    now = 60_001;
    expect(await frame(emptyPicture(0, 8, 8))).toMatchObject({ codes: [], incomplete: [{ missing: [1] }] });
  });

  it('Given frames without a code, when the camera runs, then nothing is read', async () => {
    const { frame } = await pipelineForTests();
    for (let kind = 0; kind < 6; kind += 1)
      expect(await frame(emptyPicture(kind, 640, 360))).toMatchObject({ codes: [], incomplete: [] });
  });
});
