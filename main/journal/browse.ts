import { z } from 'zod';
import type { JournalLine, JournalSearch } from '../../shared/contract/journal-calls';
import { EntryKind } from '../../shared/domain/entry';
import { boundsOfDay } from '../../shared/domain/local-day';
import { readCheckpoint } from '../crypto/checkpoint';
import { unverifiedPayload } from '../crypto/compact-jws';
import { integer, text, textOrNull } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { bodyFields } from './body-fields';
import type { Entries } from './entries';
import { damaged, guarded } from './journal-error';
import type { Browse } from './journal';
import type { OutboxTable } from './outbox';

/** Entries that one call looks through: some ten milliseconds, so that a scan never waits for an auditor. */
const SLICE = 5_000;
/** The same where each body must be opened. */
const OPENED_SLICE = 500;

/** Reads the journal as an auditor does: by its public columns, newest first, a slice at a time. */
export function createBrowse(
  database: Database,
  { entries, outbox }: { entries: Entries; outbox: OutboxTable },
): Browse {
  const selectLines = database.prepare(
    `SELECT e.position, e.epoch, e.seq, e.id, e.kind, e.at, e.about, k.position IS NULL AS erased
     FROM json_each(?) wanted JOIN entries e ON e.position = wanted.value
     LEFT JOIN data_keys k ON k.position = e.position ORDER BY e.position DESC`,
  );
  const selectLowest = database.prepare(
    `SELECT min(position) AS lowest FROM
       (SELECT position FROM outbox WHERE state = ? AND position < ? ORDER BY position DESC LIMIT ${SLICE})`,
  );
  const selectAcknowledgement = database.prepare(
    `SELECT at, acknowledgement FROM acknowledgements
     WHERE through_position >= ? AND accepted > 0 ORDER BY through_position, number DESC LIMIT 1`,
  );
  const selectFollowing = database.prepare(
    `SELECT position, id FROM entries
     WHERE position > ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT ?`,
  );
  const countFollowing = database.prepare(
    `SELECT count(*) AS amount FROM entries
     WHERE position > ? AND kind IN (SELECT value FROM json_each(?))`,
  );
  const selectNote = database.prepare('SELECT note FROM checkpoints WHERE position = ?');

  const lines: Browse['lines'] = (positions) =>
    guarded(() => selectLines.all(JSON.stringify(positions)).map((row) => lineOf(row, outbox)));
  const lineOfId = (id: string | null): JournalLine | undefined => {
    const entry = id === null ? undefined : entries.withId(id);
    return entry && lines([entry.position])[0];
  };

  /** The lowest place that this call looks at; 0 where nothing is left. What waits or was refused is found by the outbox. */
  const lowestOf = ({ id, delivery, operator }: JournalSearch, below: number): number => {
    if (id !== undefined) return 1;
    if (delivery === undefined || delivery === 'delivered') {
      return Math.max(1, below - (operator === undefined ? SLICE : OPENED_SLICE));
    }
    const row = selectLowest.get(outboxState[delivery], below);
    return row?.['lowest'] == null ? 0 : integer(row, 'lowest');
  };

  return {
    lines,
    following: (after, kinds, limit) =>
      guarded(() =>
        selectFollowing
          .all(after, JSON.stringify(kinds), limit)
          .map((row) => ({ position: integer(row, 'position'), id: text(row, 'id') })),
      ),
    countFollowing: (after, kinds) =>
      guarded(() => {
        const row = countFollowing.get(after, JSON.stringify(kinds));
        return row ? integer(row, 'amount') : 0;
      }),
    find: (search, below) =>
      guarded(() => {
        const lowest = lowestOf(search, below);
        if (lowest === 0) return { positions: [], next: null };
        const { operator } = search;
        const positions = database
          .prepare(queryOf(search))
          .all(lowest, below, ...valuesOf(search))
          .map((row) => integer(row, 'position'));
        return {
          positions:
            operator === undefined
              ? positions
              : positions.filter((position) => isBy(entries, position, operator)),
          next: lowest > 1 ? lowest : null,
        };
      }),
    acknowledgementOf: (id) =>
      guarded(() => {
        const entry = entries.withId(id);
        const line = entry && lines([entry.position])[0];
        if (!entry || line?.delivery !== 'acknowledged') return undefined;
        const row = selectAcknowledgement.get(entry.position);
        return row && (text(row, 'acknowledgement') || undefined);
      }),
    details: (id) =>
      guarded(() => {
        const entry = entries.withId(id);
        const line = entry && lines([entry.position])[0];
        if (!entry || !line) return undefined;
        const { reason } = outbox.stateAt(entry.position);
        const opened = entries.open(entry);
        const acknowledged =
          line.delivery === 'acknowledged' ? selectAcknowledgement.get(entry.position) : undefined;
        const note = selectNote.get(entry.position);
        const aboutLine = lineOfId(entry.header.about);
        return {
          ...line,
          header: entry.header,
          hash: entry.hash,
          body: opened ? bodyFields(entry.header.kind, opened.body) : [],
          ...(reason !== undefined && { deliveryReason: reason }),
          ...(acknowledged && {
            acknowledgement: {
              at: text(acknowledged, 'at'),
              ...checkpointIn(text(acknowledged, 'acknowledgement')),
            },
          }),
          ...(note && { note: text(note, 'note') }),
          ...(aboutLine && { aboutLine }),
        };
      }),
  };
}

const outboxState = { waiting: 'queued', refused: 'refused' } as const;

/** Driven by whatever narrows the most: the id, the outbox, or the range of places. */
function queryOf({ id, delivery, kind, from, to, about }: JournalSearch): string {
  const waits = delivery === 'waiting' || delivery === 'refused';
  const tables = waits
    ? 'outbox o CROSS JOIN entries e ON e.position = o.position'
    : 'entries e LEFT JOIN outbox o ON o.position = e.position';
  const place = id !== undefined ? '+e.position' : waits ? 'o.position' : 'e.position';
  const conditions = [
    `${place} >= ?`,
    `${place} < ?`,
    id !== undefined && 'e.id >= ? AND e.id < ?',
    kind !== undefined && 'e.kind = ?',
    from !== undefined && 'e.at >= ?',
    to !== undefined && 'e.at < ?',
    about !== undefined && 'e.about = ?',
    waits && 'o.state = ?',
    delivery === 'delivered' && 'o.position IS NULL',
  ].filter((condition) => condition !== false);
  return `SELECT e.position FROM ${tables} WHERE ${conditions.join(' AND ')} ORDER BY ${place} DESC`;
}

/** What is bound to the query, in its order. */
function valuesOf({ id, kind, from, to, about, delivery }: JournalSearch): string[] {
  return [
    // Every character of an id comes before `g`.
    ...(id === undefined ? [] : [id, `${id}g`]),
    ...(kind === undefined ? [] : [kind]),
    ...(from === undefined ? [] : [boundsOfDay(from).start]),
    ...(to === undefined ? [] : [boundsOfDay(to).end]),
    ...(about === undefined ? [] : [about]),
    ...(delivery === 'waiting' || delivery === 'refused' ? [outboxState[delivery]] : []),
  ];
}

/** How far the counter-signed checkpoint in an acknowledgement reaches; it was verified when it was taken. */
function checkpointIn(acknowledgement: string): { checkpoint?: number } {
  const payload = Countersigned.safeParse(unverifiedPayload(acknowledgement));
  const size = payload.success ? readCheckpoint(payload.data.checkpoint)?.size : undefined;
  return size === undefined ? {} : { checkpoint: size };
}

const Countersigned = z.object({ checkpoint: z.string() });

/** Whether an operator did or approved what an entry says; never where its body was erased. */
function isBy(entries: Entries, position: number, operator: string): boolean {
  const entry = entries.at(position);
  const opened = entry && entries.open(entry);
  if (!entry || !opened) return false;
  return bodyFields(entry.header.kind, opened.body, { revealed: true }).some(
    ({ path, value }) => ['operator', 'approver', 'by'].includes(path) && value === operator,
  );
}

function lineOf(row: Row, outbox: OutboxTable): JournalLine {
  const kind = EntryKind.safeParse(row['kind']);
  if (!kind.success) throw damaged();
  const position = integer(row, 'position');
  return {
    position,
    epoch: integer(row, 'epoch'),
    seq: integer(row, 'seq'),
    id: text(row, 'id'),
    kind: kind.data,
    at: text(row, 'at'),
    about: textOrNull(row, 'about'),
    delivery: outbox.stateAt(position).state,
    erased: integer(row, 'erased') === 1,
  };
}
