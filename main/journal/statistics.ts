import { integer, text, textOrNull } from '../sqlite/column';
import type { Database } from '../sqlite/database';

/** Figures of a journal that say nothing about a person. */
export interface Statistics {
  entries: number;
  /** How many of each kind. */
  kinds: Record<string, number>;
  /** Check-ins by UTC day, and how many of all were taken back. */
  checkInsByDay: Record<string, number>;
  voided: number;
  delivery: { queued: number; acknowledged: number; refused: number };
  /** Amber verdicts without an answer. */
  awaiting: number;
  /** Entries whose body has been erased. */
  erased: number;
  first: string | null;
  last: string | null;
}

/** Counts a journal; needs no key. */
export function statisticsOf(database: Database): Statistics {
  return database.transaction(() => {
    const counted = (query: string) => {
      const rows = database.prepare(query).all();
      return Object.fromEntries(rows.map((row) => [text(row, 'name'), integer(row, 'amount')]));
    };
    const one = (query: string) => {
      const row = database.prepare(query).get();
      return row ? integer(row, 'amount') : 0;
    };
    const ends = database.prepare('SELECT min(at) AS first, max(at) AS last FROM entries').get();
    const entries = one('SELECT count(*) AS amount FROM entries');
    /** They wait for a batch that something else causes, and are not counted, as in the terminal's own figures. */
    const checkpoints = one(
      "SELECT count(*) AS amount FROM checkpoints JOIN outbox o USING (position) WHERE o.state = 'queued'",
    );
    const { queued = 0, refused = 0 } = counted(
      'SELECT state AS name, count(*) AS amount FROM outbox GROUP BY state',
    );
    return {
      entries,
      kinds: counted('SELECT kind AS name, count(*) AS amount FROM entries GROUP BY kind ORDER BY kind'),
      checkInsByDay: counted(
        'SELECT substr(at, 1, 10) AS name, count(*) AS amount FROM guests GROUP BY 1 ORDER BY 1',
      ),
      voided: one('SELECT count(*) AS amount FROM guests WHERE void_position IS NOT NULL'),
      delivery: { queued: queued - checkpoints, acknowledged: entries - queued - refused, refused },
      awaiting: one('SELECT count(*) AS amount FROM awaiting'),
      erased: entries - one('SELECT count(*) AS amount FROM data_keys'),
      first: ends ? textOrNull(ends, 'first') : null,
      last: ends ? textOrNull(ends, 'last') : null,
    };
  });
}
