import path from 'node:path';
import { VestibuleError } from '../../shared/domain/error';
import { KEY_LENGTH, unwrapKey, wrapKey } from '../crypto/key-wrap';
import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, integer, text } from '../sqlite/column';
import type { Database, Row, Value } from '../sqlite/database';
import { takeFileLock } from '../sqlite/file-lock';
import { awaitingContext } from './awaiting';
import { damaged, guarded } from './journal-error';
import { openJournalFile } from './journal-file';
import { IDENTITY, INDEX, openMeta } from './meta';
import { refusalContext } from './outbox';
import { reportContext } from './reports';
import { stayContext } from './stays';
import { vaultContext } from './vault';

/**
 * Puts the journal of a folder under another master key: everything that is sealed under the old one is sealed
 * under the new one, in one transaction, and no entry is touched. Afterwards the old key opens nothing. Throws
 * VestibuleError: data-folder-in-use, key-wrong, journal-unavailable, journal-damaged, journal-full.
 */
export function rotateMasterKey(options: { folder: string; from: Uint8Array; to: Uint8Array }): void {
  const { folder, from, to } = options;
  if (to.length !== KEY_LENGTH) throw new VestibuleError('key-wrong', 'A master key has 32 bytes.');
  guarded(() => {
    const lock = takeFileLock(path.join(folder, 'lock.db'));
    if (!lock) throw new VestibuleError('data-folder-in-use', 'Close Vestibule first.');
    let database: Database | undefined;
    try {
      const opened = (database = openJournalFile(folder, { masterKey: from, now: () => new Date() }));
      openMeta(opened, from);
      opened.transaction(() => {
        rewrapDataKeys(opened, from, to);
        for (const sealed of sealedColumns) reseal(opened, sealed, from, to);
      });
      opened.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    } finally {
      database?.close();
      lock.release();
    }
  });
}

/** A slice at a time: a million keys need not be in memory together. */
function rewrapDataKeys(database: Database, from: Uint8Array, to: Uint8Array): void {
  const select = database.prepare(
    `SELECT k.position, k.wrapped, e.id FROM data_keys k JOIN entries e USING (position)
     WHERE k.position > ? ORDER BY k.position LIMIT 1000`,
  );
  const update = database.prepare('UPDATE data_keys SET wrapped = ? WHERE position = ?');
  for (let after = 0; ;) {
    const rows = select.all(after);
    if (rows.length === 0) return;
    for (const row of rows) {
      after = integer(row, 'position');
      const id = text(row, 'id');
      const key = unwrapKey(from, bytes(row, 'wrapped'), id);
      if (!key) throw damaged();
      update.run(wrapKey(to, key, id), after);
    }
  }
}

interface SealedColumn {
  /** Rows with a column `sealed` and what the context is made of. */
  select: string;
  update: string;
  context(row: Row): string;
  key(row: Row): Value[];
}

/** Every other place where something is sealed under the master key itself. A wrapped key is a sealed body, too. */
const sealedColumns: readonly SealedColumn[] = [
  {
    select: 'SELECT index_secret AS sealed FROM meta',
    update: 'UPDATE meta SET index_secret = ?',
    context: () => `key of ${INDEX}`,
    key: () => [],
  },
  {
    select: 'SELECT identity AS sealed FROM meta WHERE identity IS NOT NULL',
    update: 'UPDATE meta SET identity = ?',
    context: () => IDENTITY,
    key: () => [],
  },
  {
    select: 'SELECT name, sealed FROM vault',
    update: 'UPDATE vault SET sealed = ? WHERE name = ?',
    context: (row) => vaultContext(text(row, 'name')),
    key: (row) => [text(row, 'name')],
  },
  {
    select: 'SELECT verdict, position, sealed FROM awaiting',
    update: 'UPDATE awaiting SET sealed = ? WHERE verdict = ?',
    context: (row) => awaitingContext(text(row, 'verdict'), integer(row, 'position')),
    key: (row) => [text(row, 'verdict')],
  },
  {
    select: 'SELECT position, sealed FROM stays_elsewhere',
    update: 'UPDATE stays_elsewhere SET sealed = ? WHERE position = ?',
    context: (row) => stayContext(integer(row, 'position')),
    key: (row) => [integer(row, 'position')],
  },
  {
    select: 'SELECT position, sealed FROM reports',
    update: 'UPDATE reports SET sealed = ? WHERE position = ?',
    context: (row) => reportContext(integer(row, 'position')),
    key: (row) => [integer(row, 'position')],
  },
  {
    select: 'SELECT position, reason AS sealed FROM outbox WHERE reason IS NOT NULL',
    update: 'UPDATE outbox SET reason = ? WHERE position = ?',
    context: (row) => refusalContext(integer(row, 'position')),
    key: (row) => [integer(row, 'position')],
  },
];

function reseal(database: Database, column: SealedColumn, from: Uint8Array, to: Uint8Array): void {
  const update = database.prepare(column.update);
  for (const row of database.prepare(column.select).all()) {
    const body = openBody(from, bytes(row, 'sealed'), column.context(row));
    if (!body) throw damaged();
    update.run(sealBody(to, body, column.context(row)), ...column.key(row));
  }
}
