import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.env['VESTIBULE_VECTORS'] ?? '../shared/vectors';

/** What a test says that needs the public vectors and finds none. */
export const ABSENT = 'skipped: public vectors absent';

/** Whether the public vectors are there; they are not part of this repository. */
export const hasVectors = existsSync(folder);

export function vector(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

export function vectorPath(...parts: string[]): string {
  return path.join(folder, ...parts);
}
