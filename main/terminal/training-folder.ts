import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where the embedded authority of training keeps its keys, samples and records. */
export const authorityFolder = (folder: string) => path.join(folder, 'authority');

/** Whether training was opened in this data folder before. */
export function hasTraining(folder: string): boolean {
  return existsSync(authorityFolder(folder));
}
