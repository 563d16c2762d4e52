import decode, { init } from '@jsquash/webp/decode.js';
import address from '@jsquash/webp/codec/dec/webp_dec.wasm?url&inline';
import { pictureOf, type Picture } from '../../shared/decoding/picture';

/** The codec hands its pixels to the browser's ImageData, which Node does not have. */
class Pixels {
  readonly colorSpace = 'srgb';
  constructor(
    readonly data: Uint8ClampedArray,
    readonly width: number,
    readonly height: number,
  ) {}
}

let started: Promise<void> | undefined;

/** The picture in a WebP file, lossy or lossless. Rejects when the file is damaged. */
export async function pictureOfWebp(bytes: Uint8Array): Promise<Picture> {
  started ??= start();
  await started;
  const { data, width, height } = await decode(Uint8Array.from(bytes).buffer);
  return pictureOf(data, width, height);
}

async function start(): Promise<void> {
  if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData: Pixels });
  const binary = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  await init(await WebAssembly.compile(binary));
}
