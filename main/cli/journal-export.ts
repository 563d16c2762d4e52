import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { entryLines, exportEntries, isFileError } from '../journal/entry-export';
import type { Database } from '../sqlite/database';
import type { KeyedOptions } from './key-options';

export interface ExportOptions extends KeyedOptions {
  format: 'csv' | 'jsonl' | 'bundle';
  out?: string;
  json?: true;
  /** With personal data, as this operator proves by a PIN to be allowed. */
  reveal?: true;
  operator?: string;
}

/** Writes the metadata of every entry as CSV or JSON lines, to a file or to standard output. Throws file-unwritable. */
export async function exportMetadata(
  database: Database,
  { out, format, json }: ExportOptions & { format: 'csv' | 'jsonl' },
): Promise<void> {
  if (out !== undefined) {
    const entries = await exportEntries(database, { out, format });
    if (json) process.stdout.write(`${JSON.stringify({ out, format, entries })}\n`);
    else console.error(`Entries written: ${entries}.`);
    return;
  }
  try {
    const lines = entryLines(database, json ? 'jsonl' : format);
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (thrown) {
    // Whoever read had enough of it, as with `| head`.
    if (!isFileError(thrown, 'EPIPE')) throw thrown;
  }
}
