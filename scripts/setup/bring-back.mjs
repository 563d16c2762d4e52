import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Brings results to a folder, as files of the invoking user. What was there before is replaced; where there are
 * no results, nothing is touched.
 * @param {string} from the folder that an ordinary user wrote
 * @param {string} to for example `out/demo` in the checkout
 */
export async function bringBack(from, to) {
  if ((await readdir(from)).length === 0) return;
  await rm(to, { recursive: true, force: true });
  await copyPlainFiles(from, to);
}

/**
 * Links stay behind: the other user's could lead anywhere. Contents are read and written anew, since a copy by the
 * system would keep the other user as owner.
 * @param {string} from
 * @param {string} to
 */
async function copyPlainFiles(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyPlainFiles(source, target);
    else if (entry.isFile()) await writeFile(target, await readFile(source));
  }
}
