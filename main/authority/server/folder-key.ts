import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../../shared/domain/error';

/** The master key of a training folder: `master.key`, readable by its owner only, made at the first start (STORAGE). */
export function folderKey(folder: string): Uint8Array {
  const file = path.join(folder, 'master.key');
  try {
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
  const key = readFileSync(file);
  if (key.length !== 32)
    throw new VestibuleError('key-wrong', 'master.key in the folder does not hold 32 bytes.');
  return key;
}
