import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { VectorFile } from './vector';

const FOLDER = path.resolve('test/vectors');

/** The vectors of this repository, a file a format. */
export function vectorFiles(): VectorFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => VectorFile.parse(JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))));
}
