import { VestibuleError } from '../../shared/domain/error';
import type { PublicKey } from '../crypto/jwk';
import { LONGEST_RELEASE, type Release, readRelease } from './release';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

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
