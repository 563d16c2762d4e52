/** Portraits in JPEG 2000, made by OpenJPEG's encoder: the bare codestream, and the same in the file format. */
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { OpenJpeg } from '../../shared/portrait';

const load = createRequire(import.meta.url);
/** The package keeps itself in the options it is given: they are new each time. */
const silent = () => ({ print: () => undefined, printErr: () => undefined });

interface Encoder {
  getDecodedBuffer(frame: object): Uint8Array;
  setQuality(lossless: boolean, rate: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}

const Start = z.custom<(options: object) => Promise<OpenJpeg & { J2KEncoder: new () => Encoder }>>(
  (value) => typeof value === 'function',
);
const start = (name: string) => Start.parse(load(`@cornerstonejs/codec-openjpeg/${name}`))(silent());

/** The decoder that the window uses. */
export const openJpeg = (): Promise<OpenJpeg> => start('decodewasmjs');

/** Encodes samples without loss: `components` for each pixel. */
export async function codestream(
  samples: Uint8Array,
  width: number,
  height: number,
  components: 1 | 3,
): Promise<Uint8Array> {
  const { J2KEncoder } = await start('wasmjs');
  const encoder = new J2KEncoder();
  const frame = {
    width,
    height,
    bitsPerSample: 8,
    componentCount: components,
    isSigned: false,
    isUsingColorTransform: components === 3,
  };
  encoder.getDecodedBuffer(frame).set(samples);
  encoder.setQuality(true, 0);
  encoder.encode();
  const encoded = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return encoded;
}

/** The file format around a codestream of red, green and blue (ISO/IEC 15444-1, annex I). */
export function jp2(code: Uint8Array, width: number, height: number): Uint8Array {
  const box = (type: string, ...parts: Uint8Array[]) => {
    const body = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length + 8);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), body]);
  };
  const header = Buffer.alloc(14);
  header.writeUInt32BE(height, 0);
  header.writeUInt32BE(width, 4);
  header.set([0, 3, 7, 7], 8);
  return Buffer.concat([
    box('jP  ', Buffer.from('0d0a870a', 'hex')),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2h', box('ihdr', header), box('colr', Buffer.from([1, 0, 0, 0, 0, 0, 16]))),
    box('jp2c', code),
  ]);
}
