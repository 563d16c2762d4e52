import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../../shared/domain/error';
import type { Purpose } from '../../../shared/domain/purpose';
import { purposes, readPurpose } from '../../verification/purposes';
import { folderOf } from './storage/open-storage';

/** The purposes that an authority has beside the shipped ones: those of the folder that was named, or of `purposes` in its own. Throws as `purposesIn`. */
export function purposesBeside(database: string, folder: string | undefined): Purpose[] {
  const own = folderOf(database);
  return purposesIn(folder ?? (own === undefined ? undefined : path.join(own, 'purposes')));
}

/**
 * The purposes that a site has beside the shipped ones: each a JSON file of this folder, in the order of their names.
 * None where there is no such folder. Throws `VestibuleError` settings-unreadable for a file that is no purpose or takes
 * a name that is in use.
 */
function purposesIn(folder: string | undefined): Purpose[] {
  if (folder === undefined) return [];
  const taken = new Set(purposes.map(({ name }) => name));
  return filesOf(folder).map((file) => {
    const purpose = purposeOf(path.join(folder, file), file);
    if (taken.has(purpose.name)) {
      throw new VestibuleError('settings-unreadable', `${file}: there is a purpose ${purpose.name} already.`);
    }
    taken.add(purpose.name);
    return purpose;
  });
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .toSorted();
  } catch {
    return [];
  }
}

function purposeOf(file: string, name: string): Purpose {
  try {
    return readPurpose(JSON.parse(readFileSync(file, 'utf8')));
  } catch (thrown) {
    const why = thrown instanceof VestibuleError ? thrown.message : 'It is no JSON.';
    throw new VestibuleError('settings-unreadable', `${name}: ${why}`, { cause: thrown });
  }
}
