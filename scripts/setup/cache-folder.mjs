import { chmod, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRoot } from './checkout.mjs';

/**
 * Where things that are costly to make are kept, outside the checkout so that `npm ci` and a fresh build do not lose
 * them. Root's own home may be closed to the ordinary user who runs the app, so for root it is the machine's cache.
 */
export const cacheFolder = isRoot
  ? '/var/cache/vestibule'
  : path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'vestibule');

/** Makes sure that the folder is there, and for root that every user can pass through it. */
export async function openCacheFolder() {
  await mkdir(cacheFolder, { recursive: true });
  if (isRoot) await chmod(cacheFolder, 0o755);
}
