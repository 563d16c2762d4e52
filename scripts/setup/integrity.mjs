import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Stop } from './stop.mjs';

/**
 * Makes sure that a file is the one that was pinned.
 * @param {string} file
 * @param {string} expected "sha512-" and the hash in base64, as npm writes it
 * @throws {Stop} when it is another
 */
export async function checkIntegrity(file, expected) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === expected) return;
  throw new Stop(
    `What was fetched is not what was pinned, and it was not used.\n  expected ${expected}\n  found    ${found}`,
  );
}
