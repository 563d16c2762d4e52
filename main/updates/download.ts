import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { VestibuleError } from '../../shared/domain/error';
import type { ReleaseFile } from './release';
import { type Fetch, addressOf, fetched } from './server';

interface Download {
  server: string;
  file: ReleaseFile;
  /** Of this room alone: what lies in it and is not this package is removed. */
  folder: string;
  fetch: Fetch;
  /** A package is fetched beside the work of the desk, and takes no more than this of its network. */
  bytesPerSecond: number;
  progress?(bytes: number): void;
}

/**
 * Fetches a package and answers where it lies, once its length and digest are those that were signed. What was interrupted
 * goes on where it stopped, also after a restart. Throws update-unreachable (what is here is kept), update-not-genuine
 * (it is removed), file-unwritable.
 */
export async function download(asked: Download): Promise<string> {
  const { file, folder } = asked;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const whole = path.join(folder, file.name);
  const part = `${whole}.part`;
  for (const name of await readdir(folder)) {
    if (name !== file.name && name !== path.basename(part))
      await rm(path.join(folder, name), { recursive: true });
  }
  if ((await sizeOf(whole)) === file.bytes && (await digestOf(whole)) === file.sha512) return whole;
  await rm(whole, { force: true });
  if ((await sizeOf(part)) > file.bytes) await rm(part);
  if ((await sizeOf(part)) < file.bytes) await fetchRest(asked, part);
  if ((await sizeOf(part)) !== file.bytes || (await digestOf(part)) !== file.sha512) {
    await rm(part, { force: true });
    throw new VestibuleError('update-not-genuine', 'The package is not the one that was signed.');
  }
  await rename(part, whole);
  return whole;
}

/** SHA-512, hexadecimal. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

async function fetchRest({ server, file, fetch, bytesPerSecond, progress }: Download, part: string) {
  const have = await sizeOf(part);
  const answer = await fetched(addressOf(server, file.name), fetch, {
    headers: have > 0 ? { range: `bytes=${have}-` } : {},
  });
  // A server that does not know ranges sends the whole from its beginning.
  const goesOn = answer.status === 206;
  let written = goesOn ? have : 0;
  const target = await open(part, goesOn ? 'a' : 'w', 0o600).catch((cause: unknown) => {
    throw new VestibuleError('file-unwritable', 'The package cannot be kept here.', { cause });
  });
  try {
    const begun = performance.now() - (written / bytesPerSecond) * 1_000;
    for await (const bytes of pieces(answer)) {
      written += bytes.length;
      if (written > file.bytes)
        throw new VestibuleError('update-not-genuine', 'The package is longer than the one that was signed.');
      await target.write(bytes).catch((cause: unknown) => {
        throw new VestibuleError('file-unwritable', 'There is no room for the package.', { cause });
      });
      progress?.(written);
      const early = (written / bytesPerSecond) * 1_000 - (performance.now() - begun);
      if (early > 1) await setTimeout(early);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  if (written < file.bytes) throw new VestibuleError('update-unreachable', 'The download was cut off.');
}

/** A line that breaks is the network's fault, whatever the runtime calls it. */
async function* pieces(answer: Response): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.body ?? [];
  } catch (cause) {
    throw new VestibuleError('update-unreachable', 'The download was interrupted.', { cause });
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}
