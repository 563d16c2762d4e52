// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import workerUrl from './jpeg2000.worker.ts?worker&url';
import { startOwnWorker } from '../components/own-worker';

/** Milliseconds that one portrait may take; a usual one takes a tenth of a second. */
const WITHIN = 5_000;

/**
 * A portrait in JPEG 2000 as PNG, decoded in a worker of its own inside the window's sandbox. Null where it cannot be
 * decoded, takes too long, or `signal` ends it first.
 */
export async function decodedPortrait(image: Uint8Array, signal: AbortSignal): Promise<Blob | null> {
  const worker = startOwnWorker(workerUrl, 'portrait');
  try {
    return await new Promise((resolve) => {
      const giveUp = () => resolve(null);
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
        resolve(data instanceof Blob ? data : null),
      );
      worker.addEventListener('error', giveUp);
      signal.addEventListener('abort', giveUp);
      setTimeout(giveUp, WITHIN);
      worker.postMessage(image);
    });
  } finally {
    worker.terminate();
  }
}
