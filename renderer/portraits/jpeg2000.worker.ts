import startOpenJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import wasmUrl from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import { decodeJpeg2000 } from '../../shared/portrait';

/** One portrait, then this worker is ended: what a hostile one does to the decoder ends with it. */
addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  void pictureOf(data).then((picture) => postMessage(picture));
});

/** The portrait as PNG; null where it cannot be decoded. */
async function pictureOf(image: Uint8Array): Promise<Blob | null> {
  try {
    const silent = () => undefined;
    const address = new URL(wasmUrl, location.href).href;
    const library = await startOpenJpeg({ locateFile: () => address, print: silent, printErr: silent });
    const { width, height, rgba } = decodeJpeg2000(library, image);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
    return await canvas.convertToBlob({ type: 'image/png' });
  } catch {
    return null;
  }
}
