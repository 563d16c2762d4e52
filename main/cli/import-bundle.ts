import { readFileSync } from 'node:fs';
import { VestibuleError } from '../../shared/domain/error';
import type { KeyedAuthorityOptions } from './authority-options';
import { atAuthority } from './at-authority';

/** Takes an offline export into the authority of a folder. Throws file-unreadable, and what opening and importing throw. */
export async function importFile(file: string, options: KeyedAuthorityOptions): Promise<void> {
  const bundle = read(file);
  const imported = await atAuthority(options, (authority) => authority.import(bundle));
  const { terminal, accepted, duplicates, refused } = imported;
  if (options.json) console.log(JSON.stringify(imported));
  else console.log(`${terminal}: ${accepted} new, ${duplicates} already here, ${refused} refused.`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VestibuleError('file-unreadable', 'The export cannot be read.', { cause });
  }
}
