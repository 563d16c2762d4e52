import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VestibuleError } from '../../shared/domain/error';
import type { ListedEntry } from '../journal/entry-list';
import type { Database } from '../sqlite/database';
import type { KeyedOptions } from './key-options';

export interface ExportOptions extends KeyedOptions {
  format: 'csv' | 'jsonl' | 'bundle';
  out?: string;
  json?: true;
}

/** Writes the metadata of every entry as CSV or JSON lines, to a file or to standard output. Throws file-unwritable. */
export async function exportEntries(
  database: Database,
  { out, format, json }: ExportOptions & { format: 'csv' | 'jsonl' },
): Promise<void> {
  const { allEntries } = await import('../journal/entry-list');
  let entries = 0;
  function* lines(asCsv: boolean) {
    if (asCsv) yield `${columns.join(',')}\r\n`;
    for (const entry of allEntries(database)) {
      entries += 1;
      yield asCsv ? csvLine(entry) : `${JSON.stringify(entry)}\n`;
    }
  }

  if (out === undefined) {
    try {
      await pipeline(Readable.from(lines(format === 'csv' && !json)), process.stdout, { end: false });
    } catch (thrown) {
      // Whoever read had enough of it, as with `| head`.
      if (!isFileError(thrown, 'EPIPE')) throw thrown;
    }
    return;
  }

  // Under another name until it is whole: a file of the asked name is never half an export.
  const draft = `${out}.part`;
  try {
    await pipeline(Readable.from(lines(format === 'csv')), createWriteStream(draft, { mode: 0o600 }));
    renameSync(draft, out);
  } catch (thrown) {
    rmSync(draft, { force: true });
    if (!isFileError(thrown)) throw thrown;
    throw new VestibuleError('file-unwritable', 'The export cannot be written there.', { cause: thrown });
  }
  if (json) process.stdout.write(`${JSON.stringify({ out, format, entries })}\n`);
  else console.error(`${entries} entries written.`);
}

function isFileError(thrown: unknown, code?: string): boolean {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return false;
  return code === undefined || thrown.code === code;
}

const columns = [
  'terminal',
  'epoch',
  'seq',
  'id',
  'kind',
  'at',
  'monotonic',
  'clockOffset',
  'about',
  'retention',
  'delivery',
  'previous',
  'cipherHash',
  'commitment',
  'hash',
] as const satisfies readonly (keyof ListedEntry)[];

/** RFC 4180. */
function csvLine(entry: ListedEntry): string {
  const cells = columns.map((column) => {
    const cell = String(entry[column] ?? '');
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return `${cells.join(',')}\r\n`;
}
