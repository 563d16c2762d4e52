import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * One hash for the names and contents of files. Times do not count: another branch checked out and back again is the
 * same. Generated files do not count: they follow from the others.
 * @param {string} folder
 * @param {readonly string[]} entries files and folders in it; one that is absent counts as such
 * @returns {Promise<string>} SHA-256, hex
 */
export async function fingerprint(folder, entries) {
  const files = (await Promise.all(entries.map((entry) => filesOf(folder, entry)))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {string} entry
 * @returns {Promise<string[]>} paths from the folder on
 */
async function filesOf(folder, entry) {
  const found = await stat(path.join(folder, entry)).catch(() => null);
  if (!found || entry.includes('.generated.')) return [];
  if (!found.isDirectory()) return [entry];
  const names = await readdir(path.join(folder, entry));
  return (await Promise.all(names.map((name) => filesOf(folder, path.join(entry, name))))).flat();
}
