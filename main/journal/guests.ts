import { GuestFilter } from '../../shared/contract/guest';
import { VestibuleError } from '../../shared/domain/error';
import type { EntryHeader } from '../../shared/domain/entry';
import { boundsOfDay, localDay } from '../../shared/domain/local-day';
import { integer, integerOrNull, text } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { samePersonInSameStay } from './duplicates';
import type { CheckOutsTable } from './check-outs';
import type { Entries } from './entries';
import { fitsPartly, fitsWhole } from './guest-fit';
import { createGuestHistory } from './guest-history';
import type { GuestIndex } from './guest-index';
import { type CheckIn, type GuestLine, createGuestReader, formText, placeOf } from './guest-reader';
import { damaged, guarded } from './journal-error';
import type { Guests } from './journal';
import type { OutboxTable } from './outbox';
import type { Reports } from './reports';
import { searchTerms } from './search-words';
import type { Stays } from './stays';
import type { WithdrawalsTable } from './withdrawals';

/** The journal's own side of the guests: what each kind of entry changes, inside the transaction that writes it. */
export interface GuestsTable extends Guests {
  /** `checkIn` is null where the body has been erased: the line stays, and nothing finds it. */
  addCheckIn(position: number, header: EntryHeader, checkIn: CheckIn | null): void;
  /** Throws unknown-entry if `about` is no check-in, already-void if it was taken back before. */
  addVoid(position: number, about: string | null): void;
  /** Throws unknown-entry if `about` is no entry. */
  addLateVerdict(position: number, about: string | null): void;
}

/**
 * The table holds positions, times and voids in clear; everything about a person is read from the sealed
 * entry itself when a page is shown. Check-ins whose data key was destroyed are gone from every list.
 */
export function createGuests(
  database: Database,
  parts: {
    entries: Entries;
    outbox: OutboxTable;
    index: GuestIndex;
    checkOuts: CheckOutsTable;
    stays: Pick<Stays, 'elsewhere'>;
    reports: Pick<Reports, 'of'>;
    withdrawals: Pick<WithdrawalsTable, 'of'>;
  },
): GuestsTable {
  const { entries, index } = parts;
  const { checkInOf, guestOf } = createGuestReader(database, parts);
  const insert = database.prepare('INSERT INTO guests (at, position) VALUES (?, ?)');
  const selectLine = database.prepare('SELECT void_position FROM guests WHERE at = ? AND position = ?');
  const setVoid = database.prepare('UPDATE guests SET void_position = ? WHERE at = ? AND position = ?');
  const setLate = database.prepare('INSERT OR REPLACE INTO late_verdicts (about, position) VALUES (?, ?)');
  const selectDay = database.prepare(
    `${selectLines} FROM guests g ${withKeyAndDelivery} WHERE g.at >= ? AND g.at < ? ${newestFirst}`,
  );
  const selectAt = database.prepare(
    `${selectLines} FROM json_each(?) found JOIN entries e ON e.position = found.value
     JOIN guests g ON g.at = e.at AND g.position = e.position ${withKeyAndDelivery} ${newestFirst}`,
  );

  const history = createGuestHistory(database, guestOf);
  const linesAt = (positions: Iterable<number>) =>
    selectAt.all(JSON.stringify([...positions])).map(deliveryLine);
  const linesOfDay = (day: string) => {
    const { start, end } = boundsOfDay(day);
    return selectDay.all(start, end).map(deliveryLine);
  };
  /** Tokens find whole words over the whole history; within a day everybody is looked at. */
  const linesMatching = (terms: readonly string[], day: string | undefined) => {
    if (day === undefined) {
      const [first, ...others] = terms.map((term) => index.find(term));
      return linesAt([...(first ?? [])].filter((position) => others.every((found) => found.has(position))));
    }
    const lines = linesOfDay(day);
    return terms.length === 0 ? lines : lines.filter((line) => fits(line, terms, fitsPartly));
  };
  const fits = (line: GuestLine, terms: readonly string[], fit: typeof fitsPartly) => {
    const checkIn = checkInOf(line)?.checkIn;
    return checkIn !== undefined && terms.every((term) => fit(checkIn, term));
  };

  return {
    addCheckIn(position, header, checkIn) {
      insert.run(header.at, position);
      if (checkIn) index.add(position, header.at, header.retention, checkIn);
    },
    addVoid(position, about) {
      const entry = about === null ? undefined : entries.withId(about);
      const line = entry && selectLine.get(entry.header.at, entry.position);
      if (!entry || !line)
        throw new VestibuleError('unknown-entry', 'There is no such check-in to take back.');
      if (integerOrNull(line, 'void_position') !== null) {
        throw new VestibuleError('already-void', 'This check-in was taken back before.');
      }
      setVoid.run(position, entry.header.at, entry.position);
    },
    addLateVerdict(position, about) {
      if (about === null || !entries.withId(about)) {
        throw new VestibuleError('unknown-entry', 'There is no such verdict for a late answer.');
      }
      setLate.run(about, position);
    },

    page: (query, now) =>
      guarded(() => {
        const terms = searchTerms(query.search);
        const day = query.day ?? (terms.length === 0 ? localDay(now) : undefined);
        const lines = linesMatching(terms, day);
        const inFilter = (filter: GuestFilter) =>
          filter === 'all' ? lines : lines.filter((line) => line.filter === filter);
        const onPage = inFilter(query.filter)
          .slice(query.offset, query.offset + query.limit)
          // A token is only a hint; what is shown is held against the words that were sought.
          .filter((line) => day !== undefined || fits(line, terms, fitsWhole));
        return {
          guests: onPage.flatMap((line) => guestOf(line) ?? []),
          counts: {
            all: lines.length,
            waiting: inFilter('waiting').length,
            delivered: inFilter('delivered').length,
            refused: inFilter('refused').length,
          },
        };
      }),
    history: (query) => guarded(() => history(query)),
    one: (id) =>
      guarded(() => {
        const entry = entries.withId(id);
        const line = entry && selectLine.get(entry.header.at, entry.position);
        if (!entry || !line) return null;
        const voidPosition = integerOrNull(line, 'void_position');
        return guestOf({ position: entry.position, voidPosition }) ?? null;
      }),
    today: (now) =>
      guarded(() => {
        const standing = linesOfDay(localDay(now)).filter((line) => line.voidPosition === null);
        const last = standing[0] && checkInOf(standing[0]);
        const lastRecorded = last && { at: last.entry.header.at, room: placeOf(last.checkIn.form) };
        return { checkedIn: standing.length, ...(lastRecorded && { lastRecorded }) };
      }),
    duplicatesOf: (claims, stay) =>
      guarded(() =>
        linesAt(index.findPerson(claims))
          .toReversed()
          .flatMap((line) => {
            const found = line.voidPosition === null ? checkInOf(line) : undefined;
            if (!found || !samePersonInSameStay(found.checkIn, claims, stay)) return [];
            const { id, at } = found.entry.header;
            return [{ entry: id, at, room: formText(found.checkIn.form, 'room') }];
          }),
      ),
  };
}

const selectLines = `SELECT g.position, g.void_position,
  CASE coalesce(o.state, '') WHEN 'queued' THEN 'waiting' WHEN 'refused' THEN 'refused' ELSE 'delivered' END AS filter`;
const withKeyAndDelivery = `JOIN data_keys k ON k.position = g.position LEFT JOIN outbox o ON o.position = g.position`;
const newestFirst = 'ORDER BY g.position DESC';

interface DeliveryLine extends GuestLine {
  filter: GuestFilter;
}

function deliveryLine(row: Row): DeliveryLine {
  const filter = GuestFilter.safeParse(text(row, 'filter'));
  if (!filter.success) throw damaged();
  return {
    position: integer(row, 'position'),
    voidPosition: integerOrNull(row, 'void_position'),
    filter: filter.data,
  };
}
