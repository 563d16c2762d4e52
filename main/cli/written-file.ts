import { writeFile } from 'node:fs/promises';
import { VestibuleError } from '../../shared/domain/error';

/** Writes what a command makes, to be read by this user alone. Throws file-unwritable, which names the file. */
export async function writeMade(
  file: string,
  content: string | Uint8Array,
  flag: 'w' | 'a' = 'w',
): Promise<void> {
  await writeFile(file, content, { mode: 0o600, flush: true, flag }).catch((cause: unknown) => {
    throw new VestibuleError('file-unwritable', `${file} cannot be written.`, { cause });
  });
}
