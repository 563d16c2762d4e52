import { VestibuleError } from '../../shared/domain/error';
import { integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { Entries } from './entries';

/** Which consents were withdrawn: by the check-in that rested on one, the entry that says so. */
export interface WithdrawalsTable {
  /**
   * Files a `consent` entry that is about a check-in: that is a withdrawal, whether or not its body can still be read.
   * Any other is an answer to the question itself, and is about a verdict. Throws bad-request where it was withdrawn before.
   */
  add(position: number, about: string | null): void;
  /** The entry and the time of the withdrawal; undefined while the consent of this check-in stands. */
  of(checkIn: string): { entry: string; at: string } | undefined;
}

export function createWithdrawals(database: Database, entries: Entries): WithdrawalsTable {
  const insert = database.prepare('INSERT INTO withdrawals (about, position) VALUES (?, ?)');
  const select = database.prepare('SELECT position FROM withdrawals WHERE about = ?');

  return {
    add(position, about) {
      if (about === null || entries.withId(about)?.header.kind !== 'check-in') return;
      if (select.get(about)) throw new VestibuleError('bad-request', 'This consent was withdrawn before.');
      insert.run(about, position);
    },
    of(checkIn) {
      const row = select.get(checkIn);
      const entry = row && entries.at(integer(row, 'position'));
      return entry && { entry: entry.header.id, at: entry.header.at };
    },
  };
}
