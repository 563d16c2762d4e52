import { readFile } from 'node:fs/promises';
import type { Code, CodeFormat, Reading } from '../../shared/decoding/code';
import { createPipeline, type Pipeline } from '../../shared/decoding/pipeline';
import { startZxing } from '../../shared/decoding/zxing-wasm';
import { type ErrorReport, VestibuleError, reportOf } from '../../shared/domain/error';
import { readImageFile } from './image-file';
import { zxingBinary } from './zxing-binary';

/** What `vestibule decode` says of one image. */
export interface DecodeReport {
  file: string;
  found: boolean;
  /** Whether a symbol was seen, read or not. */
  located: boolean;
  format?: CodeFormat;
  text?: string;
  bytesBase64?: string;
  /** AIM symbology identifier. */
  symbology?: string;
  /** What read it: the first look, or the rescue pass of this name. */
  pass?: string;
  /** Present when the image holds only some parts of a code: their numbers, how many there are (0: not said), the missing. */
  parts?: { have: number[]; of: number; missing: number[] };
  /** Further codes in the same image. */
  more?: Pick<DecodeReport, 'format' | 'text' | 'bytesBase64' | 'symbology' | 'pass' | 'parts'>[];
  /** Milliseconds from pixels to answer. */
  ms: number;
}

/** Decodes the images one after another; a file that is no image gives its error instead. */
export async function* reportsOn(
  files: readonly string[],
  formats: readonly CodeFormat[],
): AsyncGenerator<DecodeReport | { file: string; error: ErrorReport }> {
  const clock = () => performance.now();
  const pipeline = createPipeline(await startZxing({ wasmBinary: zxingBinary() }), clock);
  for (const file of files) {
    try {
      yield await reportOn(file, pipeline, formats, clock);
    } catch (thrown) {
      yield { file, error: reportOf(thrown) };
    }
  }
}

async function reportOn(
  file: string,
  pipeline: Pipeline,
  formats: readonly CodeFormat[],
  clock: () => number,
): Promise<DecodeReport> {
  const picture = await readImageFile(await contentOf(file));
  const began = clock();
  const reading = await pipeline.still(picture, formats);
  const ms = Math.round(clock() - began);
  const [first, ...more] = answersFrom(reading);
  return {
    file,
    found: first !== undefined,
    located: first !== undefined || reading.located,
    ...first,
    ...(more.length > 0 ? { more } : {}),
    ms,
  };
}

async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new VestibuleError('file-unreadable', 'The file cannot be read.', { cause: thrown });
  }
}

/** Whole codes first, then those of which only parts are there. */
function answersFrom({ codes, incomplete }: Reading) {
  return [
    ...codes.map(answerOf),
    ...incomplete.flatMap(({ have, parts, missing }) => {
      const [first] = have;
      if (first === undefined) return [];
      const text = have.map(({ code }) => code.text).join('');
      const bytes = Uint8Array.from(have.flatMap(({ code }) => Array.from(code.bytes)));
      const numbers = have.map(({ part }) => part);
      return [{ ...answerOf({ ...first.code, text, bytes }), parts: { have: numbers, of: parts, missing } }];
    }),
  ];
}

function answerOf({ format, text, bytes, symbology, pass }: Code) {
  return { format, text, bytesBase64: Buffer.from(bytes).toString('base64'), symbology, pass };
}
