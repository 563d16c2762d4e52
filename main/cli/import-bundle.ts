import { type FileHandle, open } from 'node:fs/promises';
import { VestibuleError } from '../../shared/domain/error';
import type { ImportOptions } from './authority-options';
import { atAuthority } from './at-authority';

/** Takes an offline export into the authority of a folder, line by line. Throws file-unreadable, and what opening and importing throw. */
export async function importFile(file: string, options: ImportOptions): Promise<void> {
  const handle = await opened(file);
  try {
    const lines = handle.readLines({ encoding: 'utf8' });
    const imported = await atAuthority(options, (authority) => authority.import(lines, options.setAside));
    const { terminal, accepted, duplicates, refused, setAside = [] } = imported;
    if (options.json) console.log(JSON.stringify(imported));
    else {
      console.log(`${terminal}: ${accepted} new, ${duplicates} already here, ${refused} refused.`);
      for (const apart of setAside)
        console.log(
          `${apart.terminal}, in quarantine: ${apart.entries} set aside, ${apart.duplicates} already here.`,
        );
    }
  } finally {
    await handle.close();
  }
}

function opened(file: string): Promise<FileHandle> {
  return open(file).catch((cause: unknown) => {
    throw new VestibuleError('file-unreadable', 'The export cannot be read.', { cause });
  });
}
