import { VestibuleError } from '../../shared/domain/error';
import type { Reading } from '../../shared/decoding/code';
import { startDecodeWorker } from './decode-worker';
import type { DecodeAnswer, DecodeRequest } from './worker-messages';

/** Files beyond this many bytes are not opened. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Reads codes from pictures in a worker of its own. A window opens one and closes it when it goes. */
export interface ImageDecoder {
  /** Whether a picture is being read just now. */
  readonly busy: boolean;
  /**
   * Reads an image file or a picture with every pass there is, after those asked for before.
   * @throws VestibuleError `file-unreadable` (not an image), `file-too-large` (over 64 MB), `reader-failed`.
   */
  decodeImage(image: Blob | ImageData): Promise<Reading>;
  /**
   * Reads the next frame of a camera and releases it. Gives null, at once, while another picture is being read: the
   * frame is dropped, never queued. Rejects with VestibuleError `reader-failed`.
   */
  decodeFrame(frame: ImageBitmap): Promise<Reading> | null;
  /** Ends the worker; a picture under way is given up with `reader-failed`. */
  close(): void;
}

/** Starts the worker at once, so that the first picture need not wait for it. */
export function openImageDecoder(): ImageDecoder {
  const closing = new AbortController();
  let worker: Worker | undefined = startDecodeWorker();
  let waiting = 0;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function ask(request: DecodeRequest): Promise<Reading> {
    worker ??= startDecodeWorker();
    try {
      return await answerOf(worker, request, closing.signal);
    } catch (thrown) {
      // A worker that could not load, ran out of memory or is no longer wanted; the next picture gets a new one.
      worker.terminate();
      worker = undefined;
      throw thrown;
    }
  }

  /** Only one picture is with the worker at a time: `ask` runs when everything before it has settled. */
  function inTurn(request: DecodeRequest): Promise<Reading> {
    waiting += 1;
    const reading = lastTurn.then(() => ask(request)).finally(() => (waiting -= 1));
    lastTurn = reading.catch(() => undefined);
    return reading;
  }

  return {
    get busy() {
      return waiting > 0;
    },
    async decodeImage(image) {
      return await inTurn({
        picture: image instanceof ImageData ? image : await bitmapOf(image),
        live: false,
      });
    },
    decodeFrame(frame) {
      if (waiting === 0) return inTurn({ picture: frame, live: true });
      frame.close();
      return null;
    },
    close() {
      closing.abort();
      worker?.terminate();
    },
  };
}

function answerOf(worker: Worker, request: DecodeRequest, closed: AbortSignal): Promise<Reading> {
  const settled = new AbortController();
  return new Promise<Reading>((resolve, reject) => {
    const fail = () => reject(new VestibuleError('reader-failed', 'The picture could not be examined.'));
    const listening = { signal: settled.signal };
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<DecodeAnswer>) => ('reading' in data ? resolve(data.reading) : fail()),
      listening,
    );
    worker.addEventListener('error', fail, listening);
    closed.addEventListener('abort', fail, listening);
    if (closed.aborted) fail();
    else worker.postMessage(request, request.picture instanceof ImageBitmap ? [request.picture] : []);
  }).finally(() => settled.abort());
}

/** The file's picture, decoded by the browser (PNG, JPEG, WebP, AVIF, GIF, BMP), the right way up. */
async function bitmapOf(file: Blob): Promise<ImageBitmap> {
  if (file.size > LARGEST_FILE)
    throw new VestibuleError('file-too-large', 'The image file is larger than 64 MB.');
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (thrown) {
    throw new VestibuleError('file-unreadable', 'The file is not an image.', { cause: thrown });
  }
}
