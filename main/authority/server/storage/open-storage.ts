import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../../../shared/domain/error';
import { openSqliteStorage } from './sqlite-storage';
import type { Storage } from './storage';

/** Name of the embedded database in its folder. */
export const DATABASE = 'authority.db';

/** The folder of an embedded database; undefined for the address of a PostgreSQL. */
export function folderOf(database: string): string | undefined {
  return /^postgres(ql)?:\/\//i.test(database) ? undefined : database;
}

/** Whether there is an authority already. What PostgreSQL holds is known only when it is asked. */
export function storageExists(database: string): boolean {
  const folder = folderOf(database);
  return folder === undefined || existsSync(path.join(folder, DATABASE));
}

/** Whether a key lies in the folder, as a training authority's does (STORAGE). */
export function hasTrainingKey(database: string): boolean {
  const folder = folderOf(database);
  return folder !== undefined && existsSync(path.join(folder, 'master.key'));
}

/**
 * Opens the database of an authority: a folder (made if it is not there) or a `postgres://` address. Throws what
 * `openSqliteStorage` and `openPostgresStorage` throw, and not-permitted where this package came without PostgreSQL.
 */
export async function openStorage(database: string, now: () => Date): Promise<Storage> {
  const folder = folderOf(database);
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSqliteStorage(path.join(folder, DATABASE));
  }
  const { openPostgresStorage } = await import('./postgres-storage').catch((cause: unknown) => {
    throw new VestibuleError(
      'not-permitted',
      'This package came without PostgreSQL: run the authority from the sources (docs/authority.md).',
      { cause },
    );
  });
  return openPostgresStorage(database, now);
}
