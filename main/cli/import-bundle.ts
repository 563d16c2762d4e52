import { readFileSync } from 'node:fs';
import { VestibuleError } from '../../shared/domain/error';
import { openAuthority } from '../authority/server/authority';
import { hasTrainingKey, storageExists } from '../authority/server/storage/open-storage';
import type { ImportCommandOptions } from './authority-options';
import { authorityKey } from './authority-key';

/** Takes an offline export into the authority of a folder. Throws file-unreadable, and what opening and importing throw. */
export async function importFile(file: string, options: ImportCommandOptions): Promise<void> {
  const { database, json } = options;
  if (!storageExists(database)) {
    throw new VestibuleError('file-unreadable', 'There is no authority in this folder.');
  }
  const bundle = read(file);
  const training = options.training || hasTrainingKey(database);
  const masterKey = await authorityKey({ ...options, database, training });
  const authority = await openAuthority({ database, training, masterKey, now: () => new Date() });
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
