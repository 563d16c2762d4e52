import type { EntryHeader, EntryKind } from '../../shared/domain/entry';
import { EntryBody, type EntryBodyOf } from '../../shared/domain/entry-body';
import { bytes, integer } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { damaged } from './journal-error';
import { type SealedEntry, openEntry } from './sealed-entry';
import { headerColumns, headerOf, hexColumn } from './stored-entry';

/** The chained table and the data keys beside it. */
export interface Entries {
  /** Writes a row of each; `ends` is when the retention ends, RFC 3339. Call it inside a transaction. */
  insert(
    entry: { position: number; header: EntryHeader; hash: Uint8Array; ends: string },
    sealed: SealedEntry,
  ): void;
  at(position: number): StoredEntry | undefined;
  withId(id: string): StoredEntry | undefined;
  newest(): StoredEntry | undefined;
  /** Salt and body bytes; null once the data key has been destroyed. Throws journal-damaged. */
  open(entry: StoredEntry): { salt: Uint8Array; body: Uint8Array } | null;
  /** The body of an entry that must be of this kind; null once erased. Throws journal-damaged. */
  bodyOf<K extends EntryKind>(kind: K, entry: StoredEntry): EntryBodyOf<K> | null;
}

export interface StoredEntry {
  position: number;
  header: EntryHeader;
  hash: string;
  ciphertext: Uint8Array;
  /** Null once the body has been erased. */
  wrappedKey: Uint8Array | null;
}

export function createEntries(database: Database, masterKey: Uint8Array): Entries {
  const columns = [...headerColumns, 'ciphertext'];
  const insertEntry = database.prepare(
    `INSERT INTO entries (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const insertKey = database.prepare(
    'INSERT INTO data_keys (position, wrapped, retention, ends) VALUES (?, ?, ?, ?)',
  );
  const select = `SELECT ${columns.map((column) => `e.${column}`).join(', ')}, k.wrapped
    FROM entries e LEFT JOIN data_keys k ON k.position = e.position`;
  const selectAt = database.prepare(`${select} WHERE e.position = ?`);
  const selectId = database.prepare(`${select} WHERE e.id = ?`);
  const selectNewest = database.prepare(`${select} ORDER BY e.position DESC LIMIT 1`);
  const stored = (row: Row | undefined) => row && storedEntry(row);

  const entries: Entries = {
    insert({ position, header, hash, ends }, sealed) {
      insertEntry.run(
        position,
        header.v,
        header.terminal,
        header.epoch,
        header.seq,
        header.id,
        header.kind,
        header.at,
        header.monotonic,
        header.clockOffset,
        Buffer.from(header.previous, 'hex'),
        header.about,
        header.retention,
        Buffer.from(header.cipherHash, 'hex'),
        Buffer.from(header.commitment, 'hex'),
        hash,
        sealed.ciphertext,
      );
      insertKey.run(position, sealed.wrappedKey, header.retention, ends);
    },
    at: (position) => stored(selectAt.get(position)),
    withId: (id) => stored(selectId.get(id)),
    newest: () => stored(selectNewest.get()),
    open(entry) {
      const { ciphertext, wrappedKey } = entry;
      if (wrappedKey === null) return null;
      const commitment = Buffer.from(entry.header.commitment, 'hex');
      const opened = openEntry(masterKey, entry.header.id, { ciphertext, wrappedKey, commitment });
      if (!opened) throw damaged();
      return opened;
    },
    bodyOf(kind, entry) {
      if (entry.header.kind !== kind) throw damaged();
      const opened = entries.open(entry);
      if (opened === null) return null;
      const parsed = EntryBody[kind].safeParse(jsonOf(opened.body));
      if (!parsed.success) throw damaged();
      return parsed.data as EntryBodyOf<typeof kind>;
    },
  };
  return entries;
}

/** The JSON value that body bytes hold; throws journal-damaged. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw damaged();
  }
}

function storedEntry(row: Row): StoredEntry {
  return {
    position: integer(row, 'position'),
    header: headerOf(row),
    hash: hexColumn(row, 'hash'),
    ciphertext: bytes(row, 'ciphertext'),
    wrappedKey: row['wrapped'] === null ? null : bytes(row, 'wrapped'),
  };
}
