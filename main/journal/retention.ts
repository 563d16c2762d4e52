import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { Claims } from '../../shared/domain/claims';
import { EntryBody } from '../../shared/domain/entry-body';
import { integer, text, textOrNull } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { Appending } from './append';
import { type Entries, jsonOf } from './entries';
import type { Erasure } from './erasure';
import { guarded } from './journal-error';
import { peopleOf } from './parties';
import type { Retention } from './journal';
import { type PersonalEntry, entriesOfPerson } from './person-entries';

/** So many entries are erased in one transaction, and so many rows looked at before others get their turn. */
const SLICE = 200;
const LOOK = 2_000;
/** So many ids fit into one erasure entry, whose body the authority must be able to take. */
const IDS = 1_000;
const ERASURE_RETENTION = { class: 'journal', days: 3_650 };

export function createRetention(
  database: Database,
  parts: { entries: Entries; erasure: Erasure; writeWith: Appending['writeWith'] },
): Retention {
  const { entries, erasure, writeWith } = parts;
  const selectKeys = database.prepare(
    'SELECT position, ends FROM data_keys WHERE position > ? ORDER BY position LIMIT ?',
  );
  const selectSome = database.prepare(
    `SELECT e.position, e.id, e.about FROM entries e JOIN data_keys k USING (position)
     WHERE e.position > ? ORDER BY e.position LIMIT ?`,
  );
  const deleteMonths = database.prepare(
    `DELETE FROM token_months WHERE NOT EXISTS (
       SELECT 1 FROM guests g JOIN data_keys k ON k.position = g.position
       WHERE g.at >= token_months.month AND g.at < token_months.month || 'U'
         AND k.retention = token_months.retention)`,
  );

  /** All keys in slices; between two of them nothing is held. */
  function* keys(): Generator<{ position: number; ends: string }[]> {
    for (let after = 0; ;) {
      const rows = guarded(() => selectKeys.all(after, LOOK));
      if (rows.length === 0) return;
      const slice = rows.map((row) => ({ position: integer(row, 'position'), ends: text(row, 'ends') }));
      yield slice;
      after = slice.at(-1)?.position ?? after;
    }
  }

  function* personal(): Generator<PersonalEntry> {
    for (let after = 0; ;) {
      const rows = selectSome.all(after, LOOK);
      if (rows.length === 0) return;
      for (const row of rows) {
        after = integer(row, 'position');
        const known = { position: after, id: text(row, 'id'), about: textOrNull(row, 'about') };
        yield { ...known, ...personalPart(entries, after) };
      }
    }
  }

  const eraseSlice = (positions: readonly number[]) =>
    guarded(() => database.transaction(() => erasure.erase(positions)));

  return {
    async plan(at) {
      const end = at.toISOString();
      let [due, kept] = [0, 0];
      let next: string | null = null;
      for (const slice of keys()) {
        for (const { ends } of slice) {
          if (ends <= end) due += 1;
          else {
            kept += 1;
            if (next === null || ends < next) next = ends;
          }
        }
        await setImmediate();
      }
      return { due, kept, next };
    },
    async apply(at, signal) {
      const end = at.toISOString();
      let erased = 0;
      for (const slice of keys()) {
        const due = slice.filter(({ ends }) => ends <= end).map(({ position }) => position);
        for (let from = 0; from < due.length; from += SLICE) {
          if (signal?.aborted) break;
          erased += eraseSlice(due.slice(from, from + SLICE));
          await setImmediate();
        }
        if (signal?.aborted) break;
        await setImmediate();
      }
      if (erased > 0) {
        guarded(() => {
          deleteMonths.run();
          erasure.clearLog();
        });
      }
      return erased;
    },
    personEntries: (query, until) =>
      guarded(() => {
        const positions = [...entriesOfPerson(query, personal)].sort((one, other) => one - other);
        return positions.flatMap((position) => {
          const header = entries.at(position)?.header;
          return header && (until === undefined || header.at <= until.toISOString())
            ? [{ position, id: header.id }]
            : [];
        });
      }),
    erase: (found, operator) =>
      guarded(() => {
        let erased = 0;
        for (let from = 0; from < found.length; from += IDS) {
          const some = found.slice(from, from + IDS);
          const body = { entries: some.map(({ id }) => id), operator };
          writeWith('erasure', body, { retention: ERASURE_RETENTION }, () => {
            erased += erasure.erase(some.map(({ position }) => position));
          });
        }
        if (erased > 0) deleteMonths.run();
        return { erased, logCleared: erasure.clearLog() };
      }),
  };
}

/** The parts of a body that tell whose it is, whatever kind of entry it belongs to; nothing of one that does not open. */
const Personal = z.object({ claims: Claims, verdict: z.string(), digest: z.string() }).partial().catch({});
type PersonalPart = z.infer<typeof Personal> & Pick<PersonalEntry, 'mentions'>;

function personalPart(entries: Entries, position: number): PersonalPart {
  const entry = entries.at(position);
  try {
    const opened = entry && entries.open(entry);
    if (opened && entry.header.kind === 'party') {
      return { mentions: peopleOf(EntryBody.party.parse(jsonOf(opened.body))) };
    }
    return opened ? Personal.parse(jsonOf(opened.body)) : {};
  } catch {
    return {};
  }
}
