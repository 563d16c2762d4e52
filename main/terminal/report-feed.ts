import type { AuthorityClient } from '../authority/client/authority-client';
import type { Journal, ToldReport } from '../journal/journal';

interface ReportFeedParts {
  journal: Pick<Journal, 'reports'>;
  client: Pick<AuthorityClient, 'reports'>;
  terminal: string;
  /** The ministry refused a report that it had not refused before. */
  onRefused(report: ToldReport): void;
  changed(): void;
}

/** Fetches what became of the guests' reports to the police, each time the authority says that there is something new. */
export class ReportFeed {
  readonly #parts: ReportFeedParts;
  readonly #stopping = new AbortController();
  #fetching: Promise<void> | undefined;

  constructor(parts: ReportFeedParts) {
    this.#parts = parts;
  }

  /** The newest change that a heartbeat named; undefined where there is none. What fails is fetched after the next one. */
  heard(newest: number | undefined): void {
    if (newest === undefined || this.#fetching || this.#stopping.signal.aborted) return;
    const { journal, terminal } = this.#parts;
    const known = journal.reports.through(terminal);
    if (known === newest) return;
    // An authority that was restored from a backup counts anew from there: everything is heard again.
    this.#fetching = this.#fetch(known > newest ? 0 : known, newest)
      .catch(() => undefined)
      .finally(() => (this.#fetching = undefined));
  }

  /** Nothing is asked or written after it resolved. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#fetching;
  }

  async #fetch(since: number, newest: number): Promise<void> {
    const { journal, client, terminal, onRefused, changed } = this.#parts;
    const { signal } = this.#stopping;
    for (let from = since; from < newest && !signal.aborted;) {
      const { through, reporter, reports } = await client.reports(from, signal);
      if (through <= from) return;
      const told = reporter ? reports.map((report) => ({ reporter, ...report })) : [];
      for (const refused of journal.reports.told(terminal, through, told)) onRefused(refused);
      from = through;
    }
    changed();
  }
}
