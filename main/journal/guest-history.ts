import type { GuestFilter, HistoryPage, HistoryQuery } from '../../shared/contract/guest';
import { integer, integerOrNull } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import type { GuestLine, GuestReader } from './guest-reader';

/**
 * Pages of the whole history. Only what is on the page is joined and opened: what lies before it is counted in the
 * order of the table alone, so that the last page of a million takes some tens of milliseconds.
 */
export function createGuestHistory(
  database: Database,
  guestOf: GuestReader['guestOf'],
): (query: HistoryQuery) => HistoryPage {
  const newestFirst = 'ORDER BY g.at DESC, g.position DESC LIMIT ? OFFSET ?';
  const columns = 'SELECT g.position, g.void_position FROM';
  const inOutbox = `outbox o JOIN entries e ON e.position = o.position
     JOIN guests g ON g.at = e.at AND g.position = e.position`;
  const pages: Record<GuestFilter, ReturnType<Database['prepare']>> = {
    all: database.prepare(`${columns} guests g ${newestFirst}`),
    waiting: database.prepare(`${columns} ${inOutbox} WHERE o.state = 'queued' ${newestFirst}`),
    refused: database.prepare(`${columns} ${inOutbox} WHERE o.state = 'refused' ${newestFirst}`),
    delivered: database.prepare(
      `${columns} guests g WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.position = g.position) ${newestFirst}`,
    ),
  };
  const countAll = database.prepare('SELECT count(*) AS n FROM guests');
  const countInOutbox = database.prepare(`SELECT count(*) AS n FROM ${inOutbox} WHERE o.state = ?`);

  return ({ filter, offset, limit }) => {
    const all = counted(countAll.get());
    const waiting = counted(countInOutbox.get('queued'));
    const refused = counted(countInOutbox.get('refused'));
    const lines = pages[filter].all(limit, offset).map((row): GuestLine => ({
      position: integer(row, 'position'),
      voidPosition: integerOrNull(row, 'void_position'),
    }));
    return {
      guests: lines.map((line) => guestOf(line) ?? null),
      counts: { all, waiting, refused, delivered: Math.max(0, all - waiting - refused) },
    };
  };
}

function counted(row: Row | undefined): number {
  return row ? integer(row, 'n') : 0;
}
