import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import { integer, integerOrNull } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { Entries } from './entries';

/** Who has left: by the check-in's entry, the newest check-out about it. */
export interface CheckOutsTable {
  /**
   * `body` is null where it has been erased. Throws unknown-entry if `about` is no check-in, already-void if that was
   * taken back, already-checked-out if the person has left already, bad-request if nothing is there to take back.
   */
  add(position: number, about: string | null, body: EntryBodyOf<'check-out'> | null): void;
  /** When it was recorded and the day on which the person left; undefined while they are here. */
  of(checkIn: string): { at: string; left: string } | undefined;
}

export function createCheckOuts(database: Database, entries: Entries): CheckOutsTable {
  const replace = database.prepare(
    'INSERT OR REPLACE INTO check_outs (about, position, gone) VALUES (?, ?, ?)',
  );
  const select = database.prepare('SELECT position, gone FROM check_outs WHERE about = ?');
  const selectLine = database.prepare('SELECT void_position FROM guests WHERE at = ? AND position = ?');

  return {
    add(position, about, body) {
      const entry = about === null ? undefined : entries.withId(about);
      const line = entry && selectLine.get(entry.header.at, entry.position);
      if (about === null || !line) {
        throw new VestibuleError('unknown-entry', 'There is no such check-in to check out.');
      }
      if (integerOrNull(line, 'void_position') !== null) {
        throw new VestibuleError('already-void', 'This check-in was taken back.');
      }
      const row = select.get(about);
      const hasLeft = row !== undefined && integer(row, 'gone') === 1;
      // Departures and what takes them back alternate, or they are not written: one whose body is erased says which by its place.
      const leaves = body === null ? !hasLeft : body.left !== null;
      if (leaves && hasLeft) {
        throw new VestibuleError('already-checked-out', 'This person was checked out before.');
      }
      if (!leaves && !hasLeft) throw new VestibuleError('bad-request', 'This person was not checked out.');
      replace.run(about, position, leaves ? 1 : 0);
    },
    of(checkIn) {
      const row = select.get(checkIn);
      if (!row || integer(row, 'gone') === 0) return undefined;
      const entry = entries.at(integer(row, 'position'));
      const left = entry && entries.bodyOf('check-out', entry)?.left;
      return entry && left ? { at: entry.header.at, left } : undefined;
    },
  };
}
