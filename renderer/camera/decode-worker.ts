// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import workerUrl from './decode.worker.ts?worker&url';
import { startOwnWorker } from '../components/own-worker';

/** Starts the decoding worker. */
export function startDecodeWorker(): Worker {
  return startOwnWorker(workerUrl, 'decoding');
}
