import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import { type Database, openDatabase } from '../sqlite/database';
import type { EngineName } from '../sqlite/engine';
import { sqliteErrorKind } from '../sqlite/sqlite-error';
import { hasHadJournal, markJournalCreated, noJournal } from './created-marker';
import { damaged } from './journal-error';
import { createMeta } from './meta';
import { checkSchema, migrate, schemaVersion } from './schema';

const FILE = 'journal.db';

/** An entry touches seven pages or so, and each goes to the disk twice: small pages cost the least. */
const PAGE_SIZE = 1_024;
const SMALLEST_DATABASE = 512;
const PAGES_IN_LOG = 4_000;

/**
 * Opens the journal file of a folder for writing, or begins one in a folder that never had one. A file that is
 * gone or emptied is told, never replaced: journal-unavailable, journal-damaged.
 */
export function openJournalFile(
  folder: string,
  options: { masterKey: Uint8Array; now: () => Date; engine?: EngineName },
): Database {
  const file = path.join(folder, FILE);
  const hadOne = hasHadJournal(folder);
  if (isMissing(file)) {
    if (hadOne || existsSync(`${file}-wal`)) throw gone();
    writeFileSync(file, '', { mode: 0o600 });
  } else if (statSync(file).size < SMALLEST_DATABASE) {
    throw damaged(); // the engine would take it for an empty file, and begin
  }

  return opened(
    () => openDatabase(file, { engine: options.engine, pageSize: PAGE_SIZE }),
    (database) => {
      // What was deleted or replaced is overwritten, so that erasing erases (STORAGE).
      database.exec('PRAGMA secure_delete = ON');
      database.exec(`PRAGMA wal_autocheckpoint = ${PAGES_IN_LOG}`);
      const isNew = schemaVersion(database) === 0;
      if (isNew && hadOne) throw damaged();
      database.transaction(() => {
        migrate(database);
        if (isNew) createMeta(database, options.masterKey, options.now());
      });
      checkSchema(database);
      if (!hadOne) markJournalCreated(folder, options.now());
    },
  );
}

/** Opens it for reading beside a running terminal: no lock, no key, nothing is changed. */
export function openJournalFileReadOnly(folder: string, options: { engine?: EngineName } = {}): Database {
  const file = path.join(folder, FILE);
  if (isMissing(file)) throw hasHadJournal(folder) ? gone() : noJournal();
  return opened(
    () => openDatabase(file, { readOnly: true, engine: options.engine }),
    (database) => {
      if (schemaVersion(database) === 0) throw damaged();
      checkSchema(database);
    },
  );
}

/** Opens and prepares; a database that cannot be prepared is closed again. */
function opened(open: () => Database, prepare: (database: Database) => void): Database {
  let database: Database | undefined;
  try {
    database = open();
    prepare(database);
    return database;
  } catch (thrown) {
    database?.close();
    // Every statement here is known to be right: what the engine does not understand stands in the file.
    throw sqliteErrorKind(thrown) === 'other' ? damaged(thrown) : thrown;
  }
}

function isMissing(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

function gone(): VestibuleError {
  return new VestibuleError(
    'journal-unavailable',
    'The journal file of this data folder is missing. Put it back from where it went; no new journal is begun in its place.',
  );
}
