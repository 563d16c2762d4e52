import { integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { Digests } from './digests';
import type { Entries, StoredEntry } from './entries';
import type { GuestIndex } from './guest-index';

/** Destroys what makes a person's data readable or findable. The chain keeps its hashes and stays whole. */
export interface Erasure {
  /** Erases the bodies at these positions; inside a transaction. Answers how many there were to erase. */
  erase(positions: Iterable<number>): number;
  /**
   * After the last transaction of an erasure: takes what was overwritten out of the log file too. False while
   * somebody reads the journal and holds the log; the next erasure or the next start does it then.
   */
  clearLog(): boolean;
}

export function createErasure(
  database: Database,
  { entries, index, digests }: { entries: Entries; index: GuestIndex; digests: Digests },
): Erasure {
  const deleteKey = database.prepare('DELETE FROM data_keys WHERE position = ?');
  const deleteAwaiting = database.prepare('DELETE FROM awaiting WHERE position = ?');
  const deleteTokens = database.prepare('DELETE FROM tokens WHERE position = ?');
  const deleteFresh = database.prepare('DELETE FROM fresh_tokens WHERE position = ?');
  const deleteDigests = database.prepare('DELETE FROM digests WHERE position = ?');
  const deleteParty = database.prepare('DELETE FROM parties WHERE position = ?');
  const deleteElsewhere = database.prepare('DELETE FROM stays_elsewhere WHERE position = ?');
  const deleteReport = database.prepare('DELETE FROM reports WHERE position = ?');
  const clearReason = database.prepare('UPDATE outbox SET reason = NULL WHERE position = ?');

  /** What is derived from the body is found by deriving it again; that is a look where a search would be a scan. */
  const forgetDerived = (entry: StoredEntry) => {
    const { kind } = entry.header;
    if (kind === 'check-in') {
      const checkIn = entries.bodyOf('check-in', entry);
      if (checkIn) index.remove(entry.position, entry.header.at, entry.header.retention, checkIn);
    } else if (kind === 'verdict') {
      const verdict = entries.bodyOf('verdict', entry);
      if (verdict) digests.remove(entry.position, verdict.digest);
    }
  };
  const eraseOne = (position: number): number => {
    const entry = entries.at(position);
    if (!entry?.wrappedKey) return 0;
    try {
      forgetDerived(entry);
    } catch {
      // A body that does not open any more leaves no trace of what was derived from it: then it is searched for.
      for (const statement of [deleteTokens, deleteFresh, deleteDigests]) statement.run(position);
    }
    deleteAwaiting.run(position);
    deleteParty.run(position);
    deleteElsewhere.run(position);
    deleteReport.run(position);
    clearReason.run(position);
    return deleteKey.run(position).changes;
  };

  return {
    erase: (positions) => [...positions].reduce((erased, position) => erased + eraseOne(position), 0),
    clearLog() {
      const row = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      return row !== undefined && integer(row, 'busy') === 0;
    },
  };
}
