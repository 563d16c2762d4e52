import { GuestReport } from '../../shared/domain/reporting/guest-report';
import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { jsonOf } from './entries';
import { damaged, guarded } from './journal-error';

/** What became of reports to the police, as the authority tells it: beside the chain, and not made anew from it. */
export interface Reports {
  /** Up to which of the authority's changes everything is known about this terminal's reports. */
  through(terminal: string): number;
  /**
   * These reports were told, up to `through`; both durable together. One of an entry that is not here, or whose body was
   * erased, is passed over. Answers those that were refused and were not before.
   */
  told(terminal: string, through: number, reports: readonly ToldReport[]): ToldReport[];
  /** The report of the check-in at this place. */
  of(position: number): GuestReport | undefined;
}

/** A report with the check-in that it is about. */
export type ToldReport = GuestReport & { readonly entry: string };

export function createReports(database: Database, masterKey: Uint8Array): Reports {
  const selectThrough = database.prepare('SELECT through FROM reports_told WHERE terminal = ?');
  const replaceThrough = database.prepare(
    'INSERT OR REPLACE INTO reports_told (terminal, through) VALUES (?, ?)',
  );
  const selectPosition = database.prepare(
    "SELECT e.position FROM entries e JOIN data_keys USING (position) WHERE e.id = ? AND e.kind = 'check-in'",
  );
  const replace = database.prepare('INSERT OR REPLACE INTO reports (position, sealed) VALUES (?, ?)');
  const select = database.prepare('SELECT sealed FROM reports WHERE position = ?');

  const of = (position: number): GuestReport | undefined => {
    const row = select.get(position);
    if (!row) return undefined;
    const body = openBody(masterKey, bytes(row, 'sealed'), reportContext(position));
    const parsed = body && GuestReport.safeParse(jsonOf(body));
    if (!parsed?.success) throw damaged();
    return parsed.data;
  };
  const keep = ({ entry, ...report }: ToldReport): boolean => {
    const row = selectPosition.get(entry);
    if (!row) return false;
    const position = integer(row, 'position');
    const isNews = report.state === 'refused' && of(position)?.state !== 'refused';
    const body = Buffer.from(JSON.stringify(GuestReport.parse(report)));
    replace.run(position, sealBody(masterKey, body, reportContext(position)));
    return isNews;
  };

  return {
    through: (terminal) =>
      guarded(() => {
        const row = selectThrough.get(terminal);
        return row ? integer(row, 'through') : 0;
      }),
    told: (terminal, through, reports) =>
      guarded(() =>
        database.transaction(() => {
          const refused = reports.filter(keep);
          replaceThrough.run(terminal, through);
          return refused;
        }),
      ),
    of: (position) => guarded(() => of(position)),
  };
}

/** What the report of a check-in is sealed for. */
export function reportContext(position: number): string {
  return `report ${position}`;
}
