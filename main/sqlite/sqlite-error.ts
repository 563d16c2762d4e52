import { z } from 'zod';

/** What an engine's error means for the person in front: `other` is a mistake in a statement or a constraint. */
export type SqliteErrorKind = 'full' | 'damaged' | 'busy' | 'unavailable' | 'other';

/** Tells what kind of trouble a thrown value is; undefined if no SQLite engine threw it. */
export function sqliteErrorKind(thrown: unknown): SqliteErrorKind | undefined {
  const parsed = EngineError.safeParse(thrown);
  if (!parsed.success) return undefined;
  const { errcode } = parsed.data;
  // Growing the shared-memory file on a full disk has an extended code of its own.
  if (errcode === SQLITE_IOERR_SHMSIZE) return 'full';
  return kinds.get(errcode & 0xff) ?? 'other';
}

const EngineError = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number().int() });

const SQLITE_IOERR_SHMSIZE = 4_874;

/** Primary result codes, https://www.sqlite.org/rescode.html */
const kinds = new Map<number, SqliteErrorKind>([
  [3, 'unavailable'], // SQLITE_PERM
  [5, 'busy'], // SQLITE_BUSY
  [6, 'busy'], // SQLITE_LOCKED
  [8, 'unavailable'], // SQLITE_READONLY
  [10, 'unavailable'], // SQLITE_IOERR
  [11, 'damaged'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [14, 'unavailable'], // SQLITE_CANTOPEN
  [23, 'unavailable'], // SQLITE_AUTH
  [26, 'damaged'], // SQLITE_NOTADB
]);
