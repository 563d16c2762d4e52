import { VestibuleError } from '../../shared/domain/error';
import type { PublicKey } from '../crypto/jwk';
import { LONGEST_RELEASE, type Release, readRelease } from './release';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Gives up a question, or the rest of an answer, of which nothing comes for so long. */
export function impatient(fetch: Fetch, milliseconds: number): Fetch {
  return async (url, init) => {
    const line = new AbortController();
    const inTime = async <T>(step: Promise<T>): Promise<T> => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new VestibuleError('update-unreachable', 'The update server stopped answering.'));
          line.abort();
        }, milliseconds);
      });
      return Promise.race([step, late]).finally(() => clearTimeout(timer));
    };
    const answer = await inTime(fetch(url, { ...init, signal: line.signal }));
    const reader = answer.body?.getReader();
    if (!reader) return answer;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await inTime(reader.read());
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
    const { status, headers } = answer;
    return new Response(body, { status, headers });
  };
}

/** An update server is plain files: `latest.jws`, `<version>.jws` for each that a site may still ask for, and the packages. */
export function addressOf(server: string, name: string): string {
  return new URL(name, server.endsWith('/') ? server : `${server}/`).href;
}

/**
 * The newest release, or the one of this version. Throws update-unreachable where the server does not answer with one,
 * update-not-genuine where no pinned key signed it or where it speaks of another version than it was asked for.
 */
export async function fetchRelease(
  server: string,
  version: string | undefined,
  keys: readonly PublicKey[],
  fetch: Fetch,
): Promise<Release> {
  const answer = await fetched(addressOf(server, `${version ?? 'latest'}.jws`), fetch);
  const release = readRelease(await shortText(answer), keys);
  if (version !== undefined && release.version !== version)
    throw new VestibuleError('update-not-genuine', 'The release is of another version.');
  return release;
}

/** Throws update-unreachable for whatever is no good answer. */
export async function fetched(url: string, fetch: Fetch, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, { redirect: 'error', cache: 'no-store', ...init }).catch(
    (cause: unknown) => {
      throw new VestibuleError('update-unreachable', 'The update server cannot be reached.', { cause });
    },
  );
  if (answer.ok) return answer;
  await answer.body?.cancel();
  throw new VestibuleError('update-unreachable', `The update server answered with status ${answer.status}.`);
}

async function shortText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > LONGEST_RELEASE)
      throw new VestibuleError('update-not-genuine', 'The release is longer than one can be.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
