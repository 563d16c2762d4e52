import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { pictureOf, type Picture } from '../../shared/decoding/picture';
import { createPipeline } from '../../shared/decoding/pipeline';
import { startZxing } from '../../shared/decoding/zxing-wasm';
import type { DecodeAnswer, DecodeRequest } from './worker-messages';

/** Larger images are shrunk to so many pixels: no code needs more, and memory must stay bounded. */
const MOST_PIXELS = 24_000_000;

const pipeline = startZxing({ wasmUrl: new URL(wasmUrl, location.href).href }).then((zxing) =>
  createPipeline(zxing, () => performance.now()),
);

addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void answer(event.data).then((message) => postMessage(message));
});

async function answer({ picture, live }: DecodeRequest): Promise<DecodeAnswer> {
  try {
    const { still, frame } = await pipeline;
    const taken =
      picture instanceof ImageData ? pictureOf(picture.data, picture.width, picture.height) : drawn(picture);
    return { reading: live ? await frame(taken) : await still(taken) };
  } catch (thrown) {
    return { failed: thrown instanceof Error ? thrown.name : 'unknown' };
  }
}

/** The pixels of a bitmap, which is released. Transparent places are laid over white by `pictureOf`. */
function drawn(bitmap: ImageBitmap): Picture {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This machine cannot draw pictures.');
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return pictureOf(context.getImageData(0, 0, width, height).data, width, height);
}
