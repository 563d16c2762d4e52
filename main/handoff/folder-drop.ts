import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import type { HandoffRecord } from '../../shared/domain/handoff';

/**
 * Puts one record into the folder as a JSON file that is there whole or not at all: written under another name, synced,
 * renamed. A record that was put there before is put there again under the same name. Throws file-unwritable: the folder
 * is gone, full or read-only. A folder that is gone is never made: a share that is not mounted would be hidden by it.
 */
export async function dropRecord(folder: string, record: HandoffRecord): Promise<void> {
  const file = path.join(folder, nameOf(record));
  const unfinished = `${file}.part`;
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error('not a folder');
    // Made anew, never opened as it lies there: others may write in this folder, and it could be a link to anything.
    await rm(unfinished, { force: true });
    const handle = await open(unfinished, 'wx', 0o640);
    try {
      await handle.writeFile(`${JSON.stringify(record, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    await syncFolder(folder);
  } catch (cause) {
    // What is half there is no record. Where even that cannot be taken away, the next try writes over it.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new VestibuleError(
      'file-unwritable',
      `The folder for the handoff cannot be written (${why(cause)}).`,
      {
        cause,
      },
    );
  }
}

/** By name the files are in the order in which things happened. */
function nameOf({ cursor, kind, id }: HandoffRecord): string {
  return `${String(cursor).padStart(10, '0')}-${kind}-${id}.json`;
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder cannot be opened there, and needs no sync of its own
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function why(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'not a folder';
}
