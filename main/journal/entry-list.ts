import { DeliveryState } from '../../shared/domain/delivery-state';
import type { EntryHeader } from '../../shared/domain/entry';
import type { Database, Row } from '../sqlite/database';
import { damaged } from './journal-error';
import { headerColumns, headerOf, hexColumn } from './stored-entry';

/** An entry without its body: nothing about a person, and enough to check the chain again from a file. */
export interface ListedEntry extends EntryHeader {
  hash: string;
  /** `queued` also while it is being sent: only the terminal itself knows what is on the wire. */
  delivery: DeliveryState;
}

/** All entries in the order they were written, one at a time. */
export function* allEntries(database: Database): Generator<ListedEntry> {
  for (const row of database.prepare(`${select} ORDER BY e.position`).iterate()) yield listed(row);
}

/** The newest entries, at most `count`, in the order they were written. */
export function newestEntries(database: Database, count: number): ListedEntry[] {
  return database.prepare(`${select} ORDER BY e.position DESC LIMIT ?`).all(count).map(listed).toReversed();
}

const select = `SELECT ${headerColumns.map((column) => `e.${column}`).join(', ')},
  coalesce(o.state, 'acknowledged') AS delivery FROM entries e LEFT JOIN outbox o USING (position)`;

function listed(row: Row): ListedEntry {
  const delivery = DeliveryState.safeParse(row['delivery']);
  if (!delivery.success) throw damaged();
  return { ...headerOf(row), hash: hexColumn(row, 'hash'), delivery: delivery.data };
}
