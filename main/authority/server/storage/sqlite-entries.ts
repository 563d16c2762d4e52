import { bytes, integer, text, textOrNull } from '../../../sqlite/column';
import type { Row, Statement } from '../../../sqlite/database';
import type { EntryStore, EntryWithBody, Held, NewEntry, StoredEntry } from './entry-store';

/** The entries in SQLite: one table of them, one of their bodies. */
export class SqliteEntries implements EntryStore {
  readonly numberTable = 'entries';

  constructor(private readonly prepared: (sql: string) => Statement) {}

  async held(terminal: string, epoch: number): Promise<Held | undefined> {
    const row = this.prepared(
      'SELECT seq, hash FROM entries WHERE terminal = ? AND epoch = ? ORDER BY seq DESC LIMIT 1',
    ).get(terminal, epoch);
    return row && { cursor: integer(row, 'seq'), head: text(row, 'hash') };
  }

  async stored(terminal: string, epoch: number, from: number, to: number): Promise<StoredEntry[]> {
    return this.prepared(
      `SELECT seq, id, hash, header, refused FROM entries
       WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ?`,
    )
      .all(terminal, epoch, from, to)
      .map(readStored);
  }

  async idsTaken(terminal: string, ids: readonly string[]): Promise<Set<string>> {
    const taken = this.prepared('SELECT 1 FROM entries WHERE terminal = ? AND id = ?');
    return new Set(ids.filter((id) => taken.get(terminal, id) !== undefined));
  }

  async withBodies(terminal: string, ids: readonly string[]): Promise<EntryWithBody[]> {
    const found = this.prepared(
      `SELECT epoch, seq, id, hash, header, refused, wrapped_key, sealed FROM entries
       JOIN entry_bodies USING (terminal, epoch, seq) WHERE terminal = ? AND id = ?`,
    );
    const rows = ids.flatMap((id) => found.all(terminal, id));
    return rows.map(readWithBody).toSorted((one, other) => one.epoch - other.epoch || one.seq - other.seq);
  }

  async store(terminal: string, epoch: number, entries: readonly NewEntry[], now: Date): Promise<void> {
    const store = this.prepared(
      `INSERT INTO entries (terminal, epoch, seq, id, hash, header, refused, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const storeBody = this.prepared(
      'INSERT INTO entry_bodies (terminal, epoch, seq, wrapped_key, sealed) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { seq, id, hash, header, refused, body } of entries) {
      store.run(terminal, epoch, seq, id, hash, header, refused, now.getTime());
      if (body) storeBody.run(terminal, epoch, seq, body.wrappedKey, body.sealed);
    }
  }

  async expired(retention: string, before: string, most: number) {
    return this.prepared(
      `SELECT entries.terminal, entries.id FROM entry_bodies JOIN entries USING (terminal, epoch, seq)
       WHERE json_extract(header, '$.retention') = ? AND json_extract(header, '$.at') < ? LIMIT ?`,
    )
      .all(retention, before, most)
      .map(readPlace);
  }

  async erase(terminal: string, ids: readonly string[]): Promise<void> {
    const erase = this.prepared(
      `DELETE FROM entry_bodies WHERE terminal = ? AND (epoch, seq) IN
       (SELECT epoch, seq FROM entries WHERE terminal = ? AND id = ?)`,
    );
    for (const id of ids) erase.run(terminal, terminal, id);
  }
}

/** A row as both databases give it. */
export function readStored(row: Row): StoredEntry {
  return {
    seq: integer(row, 'seq'),
    id: text(row, 'id'),
    hash: text(row, 'hash'),
    header: text(row, 'header'),
    refused: textOrNull(row, 'refused'),
  };
}

export function readWithBody(row: Row): EntryWithBody {
  return {
    ...readStored(row),
    epoch: integer(row, 'epoch'),
    body: { wrappedKey: bytes(row, 'wrapped_key'), sealed: bytes(row, 'sealed') },
  };
}

export function readPlace(row: Row): { terminal: string; id: string } {
  return { terminal: text(row, 'terminal'), id: text(row, 'id') };
}
