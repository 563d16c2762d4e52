import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../../shared/domain/error';

/**
 * The master key of a training authority that was given none: `master.key` in its folder, 64 hex digits, readable
 * by its owner only, made at the first start (STORAGE).
 */
export function folderKey(folder: string): Uint8Array {
  const file = path.join(folder, 'master.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
  const digits = readFileSync(file, 'latin1').trim();
  if (/^[0-9a-f]{64}$/i.test(digits)) return new Uint8Array(Buffer.from(digits, 'hex'));
  throw new VestibuleError('key-wrong', 'master.key in the folder holds no key.');
}
