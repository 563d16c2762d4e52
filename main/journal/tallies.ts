import type { Outcome } from '../../shared/domain/verdict';
import { integer, text } from '../sqlite/column';
import type { Database } from '../sqlite/database';

/** Milliseconds. Every time zone is off by a multiple of it, so that local hours and days are made of whole ones. */
export const QUARTER = 15 * 60_000;

/**
 * Counts by the quarter of an hour, in clear because they say nothing about a person: they are written in the
 * transaction of what they count, and stand after its body is erased.
 */
export interface Tallies {
  /** A presentation was judged; `at` is RFC 3339. */
  addVerdict(at: string, outcome: Outcome): void;
  /** The authority answered late. */
  addLateAnswer(at: string, outcome: Outcome): void;
  /** So many entries wait from now on. */
  setQueue(at: Date, depth: number): void;
  /** How often each outcome was counted from `start` until before `end`, milliseconds since 1970. */
  verdicts(start: number, end: number): Record<Outcome, number>;
  lateAnswers(start: number, end: number): Record<Outcome, number>;
  /** Each quarter from `start` until before `end`: the most that waited, and how many at its end. */
  queue(start: number, end: number): { from: string; highest: number; last: number }[];
}

export function createTallies(database: Database): Tallies {
  const add = database.prepare(
    `INSERT INTO tallies (quarter, answer, outcome, amount) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET amount = amount + 1`,
  );
  const sum = database.prepare(
    `SELECT outcome, sum(amount) AS amount FROM tallies
     WHERE quarter >= ? AND quarter < ? AND answer = ? GROUP BY outcome`,
  );
  const setDepth = database.prepare(
    `INSERT INTO queue_depths (quarter, highest, last) VALUES (?1, ?2, ?2)
     ON CONFLICT DO UPDATE SET highest = max(highest, ?2), last = ?2`,
  );
  const selectDepths = database.prepare(
    'SELECT quarter, highest, last FROM queue_depths WHERE quarter >= ? AND quarter < ? ORDER BY quarter',
  );
  const selectBefore = database.prepare(
    'SELECT last FROM queue_depths WHERE quarter < ? ORDER BY quarter DESC LIMIT 1',
  );
  const summed = (start: number, end: number, answer: Answer) => {
    const counts = { verified: 0, 'unverified-queued': 0, 'check-by-eye': 0, refused: 0 };
    const rows = sum.all(quarterOf(start), quarterOf(end), answer);
    return {
      ...counts,
      ...Object.fromEntries(rows.map((row) => [text(row, 'outcome'), integer(row, 'amount')])),
    };
  };

  return {
    addVerdict: (at, outcome) => void add.run(quarterOf(Date.parse(at)), 'first', outcome),
    addLateAnswer: (at, outcome) => void add.run(quarterOf(Date.parse(at)), 'late', outcome),
    setQueue: (at, depth) => void setDepth.run(quarterOf(at.getTime()), depth),
    verdicts: (start, end) => summed(start, end, 'first'),
    lateAnswers: (start, end) => summed(start, end, 'late'),
    queue(start, end) {
      const known = new Map(
        selectDepths
          .all(quarterOf(start), quarterOf(end))
          .map((row) => [
            integer(row, 'quarter'),
            { highest: integer(row, 'highest'), last: integer(row, 'last') },
          ]),
      );
      const before = selectBefore.get(quarterOf(start));
      let standing = before ? integer(before, 'last') : 0;
      return Array.from({ length: quarterOf(end) - quarterOf(start) }, (_, index) => {
        const quarter = quarterOf(start) + index;
        // Where nothing was written or delivered, as much waits as before.
        const { highest, last } = known.get(quarter) ?? { highest: standing, last: standing };
        const most = Math.max(highest, standing);
        standing = last;
        return { from: new Date(quarter * QUARTER).toISOString(), highest: most, last };
      });
    },
  };
}

/** What the terminal said at once, or the authority later. */
type Answer = 'first' | 'late';

const quarterOf = (milliseconds: number) => Math.floor(milliseconds / QUARTER);
