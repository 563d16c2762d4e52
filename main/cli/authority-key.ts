import { mkdirSync } from 'node:fs';
import { VestibuleError } from '../../shared/domain/error';
import { folderOf } from '../authority/server/storage/open-storage';
import { masterKeyFor } from '../terminal/master-key';

export interface AuthorityKeyOptions {
  /** A folder, or a `postgres://` address. */
  database: string;
  training: boolean;
  keyFile?: string | undefined;
  passphraseFile?: string | undefined;
}

/**
 * The master key of an authority, whose folder is made if it is not there. Beside a PostgreSQL there is no folder of its own that could keep a salt or a training
 * key, so there it is a key file. Throws key-missing.
 */
export async function authorityKey(options: AuthorityKeyOptions): Promise<Uint8Array> {
  const { database, training, keyFile, passphraseFile } = options;
  const folder = folderOf(database);
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const mode = training ? 'training' : 'live';
    return (await masterKeyFor({ mode, folder, keyFile, passphraseFile })).key;
  }
  if (passphraseFile !== undefined)
    throw new VestibuleError('key-missing', 'An authority on PostgreSQL takes its key from a --key-file.');
  return (await masterKeyFor({ mode: 'live', folder: '', keyFile })).key;
}
