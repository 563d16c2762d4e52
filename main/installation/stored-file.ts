import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { reportOf } from '../../shared/domain/error';

/** One kind of small JSON file in the profile of a machine. */
export interface StoredKind<T extends object> {
  /** Of the file, without its ending. */
  name: string;
  schema: z.ZodObject & z.ZodType<T>;
  defaults: T;
  /** From each older form to the next: the file says how many it has behind it (`format`; left out: none). */
  migrations: readonly ((old: Record<string, unknown>) => Record<string, unknown>)[];
}

/** What was found when a file was read at a start. */
export interface FoundFile {
  /** The name under which a file that could not be read was set aside. */
  setAside: string | undefined;
  /** The copy of the last good one took its place. */
  restored: boolean;
}

/** Member of the file that counts the migrations behind it. */
export const FORMAT = 'format';

const fileOf = (folder: string, name: string) => path.join(folder, `${name}.json`);
const lastGood = (name: string) => `${name}.last-good`;

/**
 * Makes sure that `folder/<name>.json` is there and of today's form. An older form is brought forward; a file that cannot
 * be read is set aside, never overwritten, and the last good one or the defaults take its place, also where there is none
 * because the power was cut in the middle of this.
 */
export function settleFile<T extends object>(folder: string, kind: StoredKind<T>): FoundFile {
  const text = readText(fileOf(folder, kind.name));
  const value = text === undefined ? undefined : understood(text, kind);
  if (text !== undefined && value) {
    unlessUnwritable(() => {
      if (formatIn(text) !== kind.migrations.length) write(folder, kind.name, kind, value);
      keepAsLastGood(folder, kind);
    });
    return { setAside: undefined, restored: false };
  }
  const setAside =
    text === undefined
      ? undefined
      : `${kind.name}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`;
  if (setAside !== undefined) renameSync(fileOf(folder, kind.name), path.join(folder, setAside));
  const before = read(folder, lastGood(kind.name), kind);
  unlessUnwritable(() => write(folder, kind.name, kind, before ?? kind.defaults));
  return { setAside, restored: before !== undefined };
}

/** What the file holds, or the last good one where there is none or it cannot be read; else the defaults. */
export function readStored<T extends object>(folder: string, kind: StoredKind<T>): T {
  return read(folder, kind.name, kind) ?? read(folder, lastGood(kind.name), kind) ?? kind.defaults;
}

/** A disk that takes nothing more is no reason not to start: what could not be written is written another time. */
export function unlessUnwritable(act: () => void): void {
  try {
    act();
  } catch (thrown) {
    if (reportOf(thrown).code !== 'file-unwritable') throw thrown;
  }
}

/** Replaces the file, durably and whole, and keeps it as the last good one. */
export function writeStored<T extends object>(folder: string, kind: StoredKind<T>, value: T): void {
  write(folder, kind.name, kind, kind.schema.parse(value));
  keepAsLastGood(folder, kind);
}

/** The file as it is now becomes the copy that a damaged one is replaced by. */
export function keepAsLastGood<T extends object>(folder: string, kind: StoredKind<T>): void {
  const text = readText(fileOf(folder, kind.name));
  if (text === undefined || text === readText(fileOf(folder, lastGood(kind.name)))) return;
  const value = understood(text, kind);
  if (value) write(folder, lastGood(kind.name), kind, value);
}

function read<T extends object>(folder: string, name: string, kind: StoredKind<T>): T | undefined {
  const text = readText(fileOf(folder, name));
  return text === undefined ? undefined : understood(text, kind);
}

function understood<T extends object>(text: string, kind: StoredKind<T>): T | undefined {
  const raw = objectIn(text);
  if (!raw) return undefined;
  const { [FORMAT]: _, ...content } = raw;
  const older = kind.migrations.slice(formatIn(text));
  const parsed = kind.schema.safeParse(older.reduce((value, forward) => forward(value), content));
  return parsed.success ? parsed.data : undefined;
}

function formatIn(text: string): number {
  const format = objectIn(text)?.[FORMAT];
  return typeof format === 'number' ? format : 0;
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}

function write<T extends object>(folder: string, name: string, kind: StoredKind<T>, value: T): void {
  const content = { ...value, [FORMAT]: kind.migrations.length };
  replaceFile(fileOf(folder, name), `${JSON.stringify(content, null, 2)}\n`);
}

/** A power cut or a full disk leaves the old file or the new one, never half of one. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  if (process.platform === 'win32') return; // a folder cannot be opened there, and needs no sync of its own
  const handle = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
