/**
 * How well and how fast codes are read, against @zxing/library on the same pictures in the same run.
 * By hand: `npx rolldown test/bench/decode.ts --platform node --dir out/bench && node out/bench/decode.js`
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createPipeline } from '../../shared/decoding/pipeline';
import { startZxing } from '../../shared/decoding/zxing-wasm';
import { denseCode, denseVersions } from '../unit/decoding/dense-code';
import { type Shot, emptyPicture, photograph } from '../unit/decoding/photograph';
import { libraryAlone } from './decode-library-alone';
import { publicImages, type PublicImage } from '../support/public-images';

/** One measured figure. `ratio` is value to yardstick. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  yardstick: number;
  ratio: number;
  goal: string;
  ok: boolean;
}

const FORMATS = ['QRCode', 'DataMatrix', 'PDF417', 'Aztec'];
/** Photographs of QR codes taken by hand: held askew, on cloth, in bad light. */
const PHOTOS = /^(zxing-qrcode-[2-6]|zxing-cpp-qrcode-[34]|jsqr-e2e)$/;

const wasm = createRequire(path.resolve('package.json')).resolve('zxing-wasm/reader/zxing_reader.wasm');
const zxing = await startZxing({ wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer });

/** Share of the public images whose text is right, and false and wrong reads, which must not be. */
export async function decodeRate(): Promise<Figure> {
  const images = publicImages();
  const ours = await score(images.filter(inFourFormats));
  const falseReads = await score(images.filter(({ negative }) => negative));
  report(images, ours);
  const ok = ours.rate >= 96.5 && ours.wrong.length === 0 && falseReads.read.length === 0;
  return figure('decode-rate', ours.rate, '%', ours.libraryRate, '≥ 96.5 %, no false and no wrong read', ok);
}

export async function decodePhotos(): Promise<Figure> {
  const { rate, libraryRate } = await score(
    publicImages().filter(({ set, accept }) => accept && PHOTOS.test(set)),
  );
  return figure('decode-photos', rate, '%', libraryRate, '≥ 91 %', rate >= 91);
}

/** Share of drawn codes of versions 10 to 40 that are read at two and at one and a half pixels a module. */
export async function decodeDense(): Promise<Figure> {
  const two = await denseRates(2);
  const less = await denseRates(1.5);
  console.error(`dense at 1.5 pixels a module: ${less.ours} %, @zxing/library ${less.library} %`);
  const ok = two.ours === 100 && less.ours >= 75;
  return figure('decode-dense', two.ours, '%', two.library, '100 % at 2 pixels a module, ≥ 75 % at 1.5', ok);
}

/** Milliseconds that a 720p frame without a code costs, over the camera's rhythm of formats. */
export async function decodeEmptyFrame(): Promise<Figure> {
  const frames = Array.from({ length: 12 }, (_, kind) => emptyPicture(kind, 1_280, 720));
  const pipeline = createPipeline(zxing, () => performance.now());
  const ours = await milliseconds(async () => {
    for (const frame of frames) await pipeline.frame(frame);
  });
  const library = await milliseconds(() => {
    for (const frame of frames) libraryAlone(frame);
  });
  const [value, yardstick] = [ours / frames.length, library / frames.length];
  return figure(
    'decode-empty-frame',
    value,
    'ms',
    yardstick,
    '≤ 0.75 of @zxing/library',
    value <= 0.75 * yardstick,
  );
}

async function denseRates(pixels: number): Promise<{ ours: number; library: number }> {
  const pipeline = createPipeline(zxing, () => performance.now());
  const shots: Omit<Shot, 'pixels'>[] = [
    {},
    { degrees: 7 },
    { degrees: 45 },
    { noise: 8 },
    { range: [60, 200] },
  ];
  let [ours, library, count] = [0, 0, 0];
  for (const version of denseVersions)
    for (const shot of shots) {
      const { text, modules } = denseCode(version);
      const picture = photograph(modules, { pixels, ...shot });
      count += 1;
      if ((await pipeline.still(picture)).codes.some((code) => code.text === text)) ours += 1;
      if (libraryAlone(picture) === text) library += 1;
    }
  return { ours: (100 * ours) / count, library: (100 * library) / count };
}

interface Score {
  rate: number;
  libraryRate: number;
  missed: PublicImage[];
  wrong: PublicImage[];
  read: PublicImage[];
}

async function score(images: readonly PublicImage[]): Promise<Score> {
  const pipeline = createPipeline(zxing, () => performance.now());
  const [missed, wrong, read]: [PublicImage[], PublicImage[], PublicImage[]] = [[], [], []];
  let library = 0;
  for (const image of images) {
    const picture = await image.picture();
    const { codes, incomplete } = await pipeline.still(picture);
    const texts = [...codes, ...incomplete.flatMap(({ have }) => have.map(({ code }) => code))].map(
      ({ text }) => text,
    );
    const right = texts.some((text) => image.accept?.includes(text));
    if (texts.length > 0) read.push(image);
    if (!right) (texts.length > 0 ? wrong : missed).push(image);
    if (image.accept?.includes(libraryAlone(picture) ?? '')) library += 1;
  }
  const share = (count: number) => (100 * count) / Math.max(1, images.length);
  return {
    rate: share(images.length - missed.length - wrong.length),
    libraryRate: share(library),
    missed,
    wrong,
    read,
  };
}

/** For people, on standard error: the rate of each format, and what was not read. */
function report(images: readonly PublicImage[], { missed, wrong }: Score): void {
  for (const format of FORMATS) {
    const all = images.filter((image) => image.format === format && image.accept);
    const failed = [...missed, ...wrong].filter((image) => image.format === format);
    console.error(`${format}: ${all.length - failed.length} of ${all.length}`);
  }
  for (const { set, file } of missed) console.error(`missed: ${set}/${file}`);
  for (const { set, file } of wrong) console.error(`another text: ${set}/${file}`);
}

function inFourFormats({ format, accept }: PublicImage): boolean {
  return accept !== undefined && format !== undefined && FORMATS.includes(format);
}

function figure(
  name: string,
  value: number,
  unit: string,
  yardstick: number,
  goal: string,
  ok: boolean,
): Figure {
  const round = (number: number) => Math.round(number * 100) / 100;
  return {
    name,
    value: round(value),
    unit,
    yardstick: round(yardstick),
    ratio: round(value / yardstick),
    goal,
    ok,
  };
}

/** The second of two runs: the first one warms up. */
async function milliseconds(run: () => void | Promise<void>): Promise<number> {
  await run();
  const began = performance.now();
  await run();
  return performance.now() - began;
}

if (process.argv[1]?.endsWith('decode.js'))
  console.log(
    JSON.stringify(
      [await decodeRate(), await decodePhotos(), await decodeDense(), await decodeEmptyFrame()],
      null,
      1,
    ),
  );
