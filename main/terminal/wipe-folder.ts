import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** What opens a journal and lies in its folder: without it everything else there is noise. */
const KEYS_INSIDE = ['master.sealed', 'master.key', 'passphrase.salt'];

/**
 * Destroys the keys of a data folder that nobody has open, then the data (PROTOCOL, Revoke and wipe). Keys are written over
 * before they are removed; a disk that keeps old blocks (most flash) may hold them still, which is why the key store or an
 * encrypted disk is the real protection (docs/security.md). Files named by `stays` are left. Answers the key files that could not be destroyed.
 */
export function wipeFolder(
  folder: string,
  keysOutside: readonly (string | undefined)[] = [],
  stays: readonly string[] = [],
): string[] {
  const inside = KEYS_INSIDE.map((name) => path.join(folder, name));
  const outside = keysOutside.filter((file) => file !== undefined);
  const left = [...inside, ...outside].filter((file) => !destroyed(file));
  const kept = stays.filter((name) => existsSync(path.join(folder, name)));
  const going =
    kept.length === 0
      ? [folder]
      : readdirSync(folder)
          .map((name) => path.join(folder, name))
          .filter((file) => !kept.includes(path.basename(file)));
  for (const one of going) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
  return left;
}

function destroyed(file: string): boolean {
  try {
    const handle = openSync(file, 'r+');
    try {
      writeSync(handle, randomBytes(statSync(file).size));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    rmSync(file);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
  }
}
