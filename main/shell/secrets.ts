import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { safeStorage } from 'electron';
import { VestibuleError } from '../../shared/domain/error';

/**
 * The master key sealed by the OS key store in `file`, made at the first call; null where the machine
 * has no key store that protects it (Linux without a key ring answers `basic_text`).
 * Throws key-wrong when the file is there but the key store cannot open it, and key-missing when the folder has a journal
 * but no sealed key any more: a new key would orphan the journal.
 */
export function sealedMasterKey(file: string): Uint8Array | null {
  if (!protectedByTheSystem()) return null;
  const sealed = readIfThere(file);
  if (sealed) {
    try {
      return new Uint8Array(Buffer.from(safeStorage.decryptString(sealed), 'base64'));
    } catch (cause) {
      throw new VestibuleError('key-wrong', 'The key store of this computer cannot open the master key.', {
        cause,
      });
    }
  }
  if (existsSync(path.join(path.dirname(file), 'journal.db'))) {
    throw new VestibuleError(
      'key-missing',
      'This data folder has a journal, but its sealed key is gone. Put it back, or give the recovered key by --key-file.',
    );
  }
  const key = randomBytes(32);
  writeFileSync(`${file}.new`, safeStorage.encryptString(key.toString('base64')), {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${file}.new`, file);
  return new Uint8Array(key);
}

function protectedByTheSystem(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new VestibuleError('key-missing', 'The sealed master key cannot be read.', { cause: error });
  }
}
