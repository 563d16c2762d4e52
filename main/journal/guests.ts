import type { Guest, GuestFilter, GuestPage, GuestQuery } from '../../shared/contract/guest';
import { VestibuleError } from '../../shared/domain/error';
import type { EntryBodyOf, EntryHeader } from '../../shared/domain/entry';
import { numberTail } from '../../shared/domain/masked';
import { integer, integerOrNull } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { samePersonInSameStay } from './duplicates';
import type { Entries, StoredEntry } from './entries';
import { guestName } from './guest-name';
import type { GuestIndex } from './guest-index';
import { guarded } from './journal-error';
import type { Guests } from './journal';
import { boundsOfDay, localDay } from './local-day';
import type { OutboxTable } from './outbox';
import { compact, folded, searchTerms } from './search-words';

type CheckIn = EntryBodyOf<'check-in'>;

/** The journal's own side of the guests: what each kind of entry changes, inside the transaction that writes it. */
export interface GuestsTable extends Guests {
  addCheckIn(position: number, header: EntryHeader, checkIn: CheckIn): void;
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
  parts: { entries: Entries; outbox: OutboxTable; index: GuestIndex },
): GuestsTable {
  const { entries, outbox, index } = parts;
  const insert = database.prepare('INSERT INTO guests (at, position) VALUES (?, ?)');
  const setVoid = database.prepare('UPDATE guests SET void_position = ? WHERE at = ? AND position = ?');
  const setLate = database.prepare('INSERT OR REPLACE INTO late_verdicts (about, position) VALUES (?, ?)');
  const selectLate = database.prepare('SELECT position FROM late_verdicts WHERE about = ?');
  const selectLine = database.prepare(
    `SELECT g.position, g.void_position FROM entries e
     JOIN guests g ON g.at = e.at AND g.position = e.position
     JOIN data_keys k ON k.position = e.position WHERE e.position = ?`,
  );
  const selectLines = database.prepare(
    `SELECT g.position, g.void_position FROM guests g JOIN data_keys USING (position)
     WHERE g.at >= ? AND g.at < ? ORDER BY g.position DESC`,
  );

  const lineAt = (position: number) => {
    const row = selectLine.get(position);
    return row && lineOf(row);
  };
  const linesOfDay = (day: string) => {
    const { start, end } = boundsOfDay(day);
    return selectLines.all(start, end).map(lineOf);
  };
  const checkInOf = (line: Line): { entry: StoredEntry; checkIn: CheckIn } | undefined => {
    const entry = entries.at(line.position);
    const checkIn = entry && entries.bodyOf('check-in', entry);
    return entry && checkIn ? { entry, checkIn } : undefined;
  };

  const voidOf = (line: Line): Guest['void'] => {
    const entry = line.voidPosition === null ? undefined : entries.at(line.voidPosition);
    const body = entry && entries.bodyOf('void', entry);
    return entry && { at: entry.header.at, reason: body?.reason ?? '' };
  };
  const lateOf = (about: string | null): Guest['late'] => {
    const row = about === null ? undefined : selectLate.get(about);
    const entry = row && entries.at(integer(row, 'position'));
    const body = entry && entries.bodyOf('late-verdict', entry);
    if (!body) return undefined;
    const name = guestName(body.claims);
    return { at: entry.header.at, outcome: body.outcome, reason: body.reason, ...(name !== '' && { name }) };
  };
  const guestOf = (line: Line): Guest | undefined => {
    const found = checkInOf(line);
    if (!found) return undefined;
    const { header } = found.entry;
    const { claims, form, outcome, assurance, format } = found.checkIn;
    const delivery = outbox.stateAt(line.position);
    return {
      entry: header.id,
      seq: header.seq,
      at: header.at,
      outcome,
      assurance,
      format,
      name: guestName(claims),
      latinName: claims.latinName,
      numberTail: numberTail(claims.documentNumber ?? ''),
      room: formText(form, 'room'),
      arrival: formText(form, 'arrival'),
      departure: formText(form, 'departure'),
      delivery: delivery.state,
      deliveryReason: delivery.reason,
      void: voidOf(line),
      late: lateOf(header.about),
    };
  };

  const linesMatching = (day: string | undefined, terms: readonly string[]): Line[] => {
    if (day === undefined) {
      const [first, ...others] = terms.map((term) => index.find(term));
      return [...(first ?? [])]
        .filter((position) => others.every((found) => found.has(position)))
        .toSorted((one, other) => other - one)
        .flatMap((position) => lineAt(position) ?? []);
    }
    const lines = linesOfDay(day);
    if (terms.length === 0) return lines;
    return lines.filter((line) => {
      const checkIn = checkInOf(line)?.checkIn;
      return checkIn !== undefined && terms.every((term) => fits(checkIn, term));
    });
  };

  return {
    addCheckIn(position, header, checkIn) {
      insert.run(header.at, position);
      index.add(position, header.at, header.retention, checkIn);
    },
    addVoid(position, about) {
      const entry = about === null ? undefined : entries.withId(about);
      const line = entry && lineAt(entry.position);
      if (!line) throw new VestibuleError('unknown-entry', 'There is no such check-in to take back.');
      if (line.voidPosition !== null) {
        throw new VestibuleError('already-void', 'This check-in was taken back before.');
      }
      setVoid.run(position, entry.header.at, line.position);
    },
    addLateVerdict(position, about) {
      if (about === null || !entries.withId(about)) {
        throw new VestibuleError('unknown-entry', 'There is no such verdict for a late answer.');
      }
      setLate.run(about, position);
    },
    page: (query, now) => guarded(() => pageOf(query, now, linesMatching, outbox, guestOf)),
    today: (now) =>
      guarded(() => {
        const standing = linesOfDay(localDay(now)).filter((line) => line.voidPosition === null);
        const last = standing[0] && checkInOf(standing[0]);
        return {
          checkedIn: standing.length,
          ...(last && {
            lastRecorded: { at: last.entry.header.at, room: formText(last.checkIn.form, 'room') },
          }),
        };
      }),
    duplicatesOf: (claims, stay) =>
      guarded(() =>
        [...index.findPerson(claims)]
          .toSorted((one, other) => one - other)
          .flatMap((position) => {
            const line = lineAt(position);
            const found = line?.voidPosition === null ? checkInOf(line) : undefined;
            if (!found || !samePersonInSameStay(found.checkIn, claims, stay)) return [];
            const { id, at } = found.entry.header;
            return [{ entry: id, at, room: formText(found.checkIn.form, 'room') }];
          }),
      ),
  };
}

interface Line {
  position: number;
  voidPosition: number | null;
}

function lineOf(row: Row): Line {
  return { position: integer(row, 'position'), voidPosition: integerOrNull(row, 'void_position') };
}

function pageOf(
  query: GuestQuery,
  now: Date,
  linesMatching: (day: string | undefined, terms: readonly string[]) => Line[],
  outbox: OutboxTable,
  guestOf: (line: Line) => Guest | undefined,
): GuestPage {
  const terms = searchTerms(query.search);
  const lines = linesMatching(query.day ?? (terms.length === 0 ? localDay(now) : undefined), terms);
  const groups: Record<GuestFilter, Line[]> = { all: lines, waiting: [], delivered: [], refused: [] };
  for (const line of lines) groups[filterOf[outbox.stateAt(line.position).state]].push(line);
  return {
    guests: groups[query.filter]
      .slice(query.offset, query.offset + query.limit)
      .flatMap((line) => guestOf(line) ?? []),
    counts: {
      all: lines.length,
      waiting: groups.waiting.length,
      delivered: groups.delivered.length,
      refused: groups.refused.length,
    },
  };
}

const filterOf = {
  queued: 'waiting',
  sending: 'waiting',
  acknowledged: 'delivered',
  refused: 'refused',
} as const;

/** Whether a search term is part of the name, begins the room, or is the document number or its tail. */
function fits({ claims, form }: CheckIn, term: string): boolean {
  const exact = compact(term);
  const number = compact(claims.documentNumber ?? '');
  return (
    [guestName(claims), claims.latinName ?? ''].some((name) => folded(name).includes(term)) ||
    compact(formText(form, 'room')).startsWith(exact) ||
    number === exact ||
    numberTail(number) === exact
  );
}

function formText(form: CheckIn['form'], field: string): string {
  const value = form[field];
  return typeof value === 'string' ? value : '';
}
