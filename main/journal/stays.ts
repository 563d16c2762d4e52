import { z } from 'zod';
import type { Claims } from '../../shared/domain/claims';
import { StayElsewhere } from '../../shared/domain/stay-elsewhere';
import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { type Entries, jsonOf } from './entries';
import { formText } from './guest-reader';
import { damaged, guarded } from './journal-error';

/** A check-in with its days, as it is compared with what other terminals recorded. */
export interface StayHere {
  position: number;
  entry: string;
  claims: Claims;
  arrival: string;
  departure: string;
}

/** What the authority says of stays that another terminal of the site recorded. It is a hint beside the chain. */
export interface Stays {
  /**
   * Check-ins that the authority has and that were not compared yet, oldest first, at most so many, and how far into
   * the journal that goes. What was taken back or erased, or has no days, is passed over.
   */
  uncompared(limit: number): { stays: StayHere[]; through: number };
  /** Everything up to `through` has been compared, and this was found; both durable together. */
  compared(through: number, found: readonly { position: number; elsewhere: StayElsewhere[] }[]): void;
  /** What was found for the check-in at this place. */
  elsewhere(position: number): StayElsewhere[];
}

export function createStays(database: Database, entries: Entries, masterKey: Uint8Array): Stays {
  const selectThrough = database.prepare('SELECT through FROM stays_compared');
  const selectWaiting = database.prepare(
    `SELECT coalesce((SELECT min(position) FROM outbox WHERE state = 'queued'),
       (SELECT coalesce(max(position), 0) + 1 FROM entries)) - 1 AS settled`,
  );
  const selectCheckIns = database.prepare(
    `SELECT e.position FROM entries e JOIN guests g ON g.at = e.at AND g.position = e.position
     WHERE e.position > ? AND e.position <= ? AND e.kind = 'check-in' AND g.void_position IS NULL
     AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.position = e.position) ORDER BY e.position LIMIT ?`,
  );
  const updateThrough = database.prepare('UPDATE stays_compared SET through = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO stays_elsewhere (position, sealed) VALUES (?, ?)');
  const select = database.prepare('SELECT sealed FROM stays_elsewhere WHERE position = ?');

  const stayAt = (position: number): StayHere[] => {
    const entry = entries.at(position);
    const body = entry && entries.bodyOf('check-in', entry);
    if (!body) return [];
    const [arrival, departure] = [formText(body.form, 'arrival'), formText(body.form, 'departure')];
    if (!arrival || !departure) return [];
    return [{ position, entry: entry.header.id, claims: body.claims, arrival, departure }];
  };

  return {
    uncompared: (limit) =>
      guarded(() => {
        const [from, to] = [selectThrough.get(), selectWaiting.get()];
        if (!from || !to) throw damaged();
        const settled = integer(to, 'settled');
        const found = selectCheckIns.all(integer(from, 'through'), settled, limit);
        const positions = found.map((row) => integer(row, 'position'));
        const last = positions.length < limit ? settled : (positions.at(-1) ?? settled);
        return { stays: positions.flatMap(stayAt), through: last };
      }),
    compared(through, found) {
      guarded(() =>
        database.transaction(() => {
          for (const { position, elsewhere } of found) {
            const body = Buffer.from(JSON.stringify(elsewhere));
            replace.run(position, sealBody(masterKey, body, stayContext(position)));
          }
          updateThrough.run(through);
        }),
      );
    },
    elsewhere: (position) =>
      guarded(() => {
        const row = select.get(position);
        if (!row) return [];
        const body = openBody(masterKey, bytes(row, 'sealed'), stayContext(position));
        const parsed = body && Found.safeParse(jsonOf(body));
        if (!parsed?.success) throw damaged();
        return parsed.data;
      }),
  };
}

const Found = z.array(StayElsewhere);

/** What a stay that was found elsewhere is sealed for. */
export function stayContext(position: number): string {
  return `stay elsewhere ${position}`;
}
