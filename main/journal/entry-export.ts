import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VestibuleError } from '../../shared/domain/error';
import type { Database } from '../sqlite/database';
import { type ListedEntry, allEntries } from './entry-list';

/** How the metadata of entries is written: nothing about a person, and enough to check the chain from the file alone. */
export type EntryFormat = 'csv' | 'jsonl';

/** The lines of an export with their ends; csv begins with the names of the columns. */
export function* entryLines(
  database: Database,
  format: EntryFormat,
  onEntry: (done: number) => void = () => undefined,
): Generator<string> {
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  let done = 0;
  for (const entry of allEntries(database)) {
    yield format === 'csv' ? csvLine(entry) : `${JSON.stringify(entry)}\n`;
    onEntry((done += 1));
  }
}

/** As `entryLines`, each entry with its body: personal data. `bodyOf` answers null for one that was erased. */
export function* revealedLines(
  database: Database,
  format: EntryFormat,
  bodyOf: (id: string) => unknown,
): Generator<string> {
  if (format === 'csv') yield `${[...columns, 'body'].join(',')}\r\n`;
  for (const entry of allEntries(database)) {
    const body = bodyOf(entry.id);
    yield format === 'csv'
      ? `${csvCells(entry)},${csvCell(JSON.stringify(body))}\r\n`
      : `${JSON.stringify({ ...entry, body })}\n`;
  }
}

/** Writes an export to a file and answers how many entries are in it. Throws file-unwritable. */
export async function exportEntries(
  database: Database,
  { out, format, onEntry }: { out: string; format: EntryFormat; onEntry?: (done: number) => void },
): Promise<number> {
  let entries = 0;
  const count = (done: number) => {
    entries = done;
    onEntry?.(done);
  };
  await writeWhole(out, entryLines(database, format, count));
  return entries;
}

/**
 * Writes a file under another name (`.part`) until it is whole and durable: a file of the asked name is never half an
 * export. Throws file-unwritable.
 */
export async function writeWhole(
  out: string,
  parts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const draft = draftOf(out);
  try {
    await pipeline(Readable.from(parts), createWriteStream(draft, { mode: 0o600, flush: true }));
    renameSync(draft, out);
  } catch (thrown) {
    rmSync(draft, { force: true });
    if (!isFileError(thrown)) throw thrown;
    throw new VestibuleError('file-unwritable', 'The export cannot be written there.', { cause: thrown });
  }
}

/** Where an export lies while it is being written. */
export function draftOf(out: string): string {
  return `${out}.part`;
}

/** Whether the file system threw this; with `code`, for that reason. */
export function isFileError(thrown: unknown, code?: string): boolean {
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
  return `${csvCells(entry)}\r\n`;
}

function csvCells(entry: ListedEntry): string {
  return columns.map((column) => csvCell(String(entry[column] ?? ''))).join(',');
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
