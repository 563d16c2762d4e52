import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { recipeFiles, written } from './recipes';

/** Writes the vectors into a folder; those that are signed anew each time only where they are missing or named. Answers what was written. */
export async function writeVectors(folder: string, named: readonly string[]): Promise<string[]> {
  const done: string[] = [];
  for (const file of await recipeFiles()) {
    const target = path.join(folder, `${file.format}.json`);
    const isKept = file.isSignedAnew && existsSync(target);
    if (isKept && !named.includes(file.format)) continue;
    writeFileSync(target, `${JSON.stringify(await written(file), null, 1)}\n`);
    done.push(file.format);
  }
  return done;
}
