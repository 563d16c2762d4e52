import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import { DATABASE, openAuthority } from '../authority/server/authority';
import { masterKeyFor } from '../terminal/master-key';
import type { ImportCommandOptions } from './authority';

/** Takes an offline export into the authority of a folder. Throws file-unreadable, and what opening and importing throw. */
export async function importFile(file: string, options: ImportCommandOptions): Promise<void> {
  const { database: folder, keyFile, passphraseFile, json } = options;
  if (!existsSync(path.join(folder, DATABASE))) {
    throw new VestibuleError('file-unreadable', 'There is no authority in this folder.');
  }
  const bundle = read(file);
  // A key that lies in the folder is a training authority's (STORAGE).
  const training = options.training || existsSync(path.join(folder, 'master.key'));
  const mode = training ? 'training' : 'live';
  const { key } = await masterKeyFor({ mode, folder, keyFile, passphraseFile });
  const authority = await openAuthority({ folder, training, masterKey: key, now: () => new Date() });
  try {
    const imported = await authority.import(bundle);
    const { terminal, accepted, duplicates, refused } = imported;
    if (json) console.log(JSON.stringify(imported));
    else console.log(`${terminal}: ${accepted} new, ${duplicates} already here, ${refused} refused.`);
  } finally {
    await authority.close();
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VestibuleError('file-unreadable', 'The export cannot be read.', { cause });
  }
}
