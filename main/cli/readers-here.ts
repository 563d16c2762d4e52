/** The readers of this machine in the hands of a command: the reader host, in this very process. */
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { VestibuleError } from '../../shared/domain/error';
import type { Reader } from '../../shared/domain/reader';
import { openReaderHost } from '../readers/host';
import { type FromReaderHost, ReaderSettings } from '../readers/host-contract';

/** How long a reader may take to open before it is told as it is, in milliseconds. */
const PATIENCE = 3_000;

export interface ReadersHere extends AsyncDisposable {
  /** Every reader that is plugged in now. */
  list(): Reader[];
}

/**
 * Starts looking; resolves when what is plugged in now was seen and opened, or could not be. `hear` gets every message
 * of the host from the beginning. Throws VestibuleError file-unreadable for settings that are none.
 */
export async function readersHere(
  settings: string | undefined,
  hear: (message: FromReaderHost) => void = () => undefined,
): Promise<ReadersHere> {
  const readers = new Map<string, Reader>();
  const host = openReaderHost(() => undefined, undefined, await settingsFrom(settings));
  host.connect({
    post(message) {
      if (message.type === 'reader') readers.set(message.reader.id, message.reader);
      if (message.type === 'gone') readers.delete(message.id);
      hear(message);
    },
    onMessage: () => undefined,
  });
  const list = () => [...readers.values()];
  await host.scan();
  const until = performance.now() + PATIENCE;
  while (list().some(({ state }) => state === 'opening') && performance.now() < until) await setTimeout(20);
  return { list, [Symbol.asyncDispose]: () => host.close() };
}

async function settingsFrom(file: string | undefined): Promise<ReaderSettings> {
  if (file === undefined) return ReaderSettings.parse({});
  try {
    return ReaderSettings.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new VestibuleError('file-unreadable', `${file} holds no reader settings.`, { cause });
  }
}

/** Resolves when the person interrupts the command, or a pipe's other end goes away. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.stdout.once('error', () => resolve());
  });
}
