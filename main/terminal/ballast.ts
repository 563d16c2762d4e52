import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

/** Room kept in reserve on the disk of the journal: enough for the last entries once everything else is full. */
export const BALLAST_BYTES = 1024 * 1024;

/** Lays the ballast down. False where there is no room for it; what was written of it is gone again. */
export function layBallast(folder: string): boolean {
  const file = path.join(folder, FILE);
  if (statSync(file, { throwIfNoEntry: false })?.size === BALLAST_BYTES) return true;
  try {
    const handle = openSync(file, 'w', 0o600);
    try {
      // Random, so that no file system stores less than this.
      writeSync(handle, randomBytes(BALLAST_BYTES));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch {
    dropBallast(folder);
    return false;
  }
}

/** Gives the room free. */
export function dropBallast(folder: string): void {
  rmSync(path.join(folder, FILE), { force: true });
}

const FILE = 'ballast';
