import { z } from 'zod';
import { VestibuleError } from '../../../../shared/domain/error';
import { ReportState } from '../../../../shared/domain/reporting/guest-report';
import { openBody, sealBody } from '../../../crypto/sealed-body';
import { bytes, bytesOrNull, integer, integerOrNull, text, textOrNull } from '../../../sqlite/column';
import type { Queries, Row, Storage } from '../storage/storage';
import { ReportFacts } from '../../../../shared/domain/reporting/report-facts';
import { reportDeadline } from './report-deadline';
import { RECEIPT_DAYS, ReporterProfile } from './reporter-profile';

/** One check-in on its way to the police. */
export interface Report {
  readonly terminal: string;
  readonly entry: string;
  readonly state: ReportState;
  readonly dueAt: Date;
  /** When it is looked at again. */
  readonly nextAt: Date;
  readonly attempts: number;
  /** The reference that the ministry knows it by, and where it stands in which batch. */
  readonly reference: string | undefined;
  readonly batch: string | undefined;
  readonly position: number | undefined;
  /** The ministry's code, or why it was not sent. Never personal data. */
  readonly code: string | undefined;
  readonly facts: ReportFacts;
}

/** A report with the number of its newest change, by which its terminal asks for it. */
export interface ChangedReport extends Report {
  readonly change: number;
}

/** What changes of a report. */
export interface ReportChange {
  readonly state: ReportState;
  readonly nextAt: Date;
  readonly attempts?: number;
  readonly reference?: string;
  readonly batch?: string;
  readonly position?: number;
  readonly code?: string;
}

const Purposed = z.object({ purpose: z.string() });

const DAY = 86_400_000;
/** Days after which a report that ended is of no use; its receipt stays. */
const ENDED_DAYS = 90;

/** What sites report, how, and what came of it. Credentials, what was added by hand, and receipts are sealed. */
export class Reports {
  constructor(
    private readonly storage: Storage,
    private readonly key: Uint8Array,
  ) {}

  /** How the site reports from now on: check-ins that come are due. */
  async setProfile(site: string, profile: ReporterProfile): Promise<void> {
    await this.storage.run(
      `INSERT INTO reporters (site, reporter, sealed) VALUES (?, ?, ?)
       ON CONFLICT (site) DO UPDATE SET reporter = excluded.reporter, sealed = excluded.sealed`,
      site,
      profile.reporter,
      this.#seal(profile, `reporter ${site}`),
    );
  }

  /** The sites that report. */
  async profiles(): Promise<{ site: string; profile: ReporterProfile }[]> {
    const rows = await this.storage.all('SELECT site, sealed FROM reporters ORDER BY site');
    return rows.map((row) => ({ site: text(row, 'site'), profile: this.#profileIn(row) }));
  }

  /** How a site reports; undefined where it does not. */
  async profileOf(site: string): Promise<ReporterProfile | undefined> {
    const row = await this.storage.get('SELECT site, sealed FROM reporters WHERE site = ?', site);
    return row && this.#profileIn(row);
  }

  #profileIn(row: Row): ReporterProfile {
    return ReporterProfile.parse(this.#open(bytes(row, 'sealed'), `reporter ${text(row, 'site')}`));
  }

  /**
   * Check-ins arrived, and others were taken back, which are not reported then unless they were already: in the
   * transaction that stores them. Nothing where the site does not report, or not for their purpose.
   */
  async arrived(
    terminal: { id: string; site: string },
    checkIns: readonly { entry: string; at: Date; body: Uint8Array | undefined }[],
    takenBack: readonly string[],
    queries: Queries,
  ): Promise<void> {
    if (checkIns.length + takenBack.length === 0) return;
    const row = await queries.get('SELECT site, sealed FROM reporters WHERE site = ?', terminal.site);
    if (!row) return;
    const { reporter, purpose } = this.#profileIn(row);
    const reported = checkIns.filter(({ body }) => body !== undefined && purposeIn(body) === purpose);
    if (reported.length + takenBack.length === 0) return;
    let change = await this.#changes(terminal.id, reported.length + takenBack.length, queries);
    for (const { entry, at, body } of reported) {
      await queries.run(
        `INSERT INTO reports (terminal, entry, site, state, due_at, next_at, change) VALUES (?, ?, ?, 'due', ?, 0, ?)
         ON CONFLICT DO NOTHING`,
        terminal.id,
        entry,
        terminal.site,
        reportDeadline(reporter, at, body).getTime(),
        change++,
      );
    }
    for (const entry of takenBack) {
      await queries.run(
        "UPDATE reports SET state = 'withdrawn', change = ? WHERE terminal = ? AND entry = ? AND state = 'due'",
        change++,
        terminal.id,
        entry,
      );
    }
  }

  /** How many changes of its reports a terminal has had; 0 where its site never reported. */
  async changesOf(terminal: string): Promise<number> {
    const row = await this.storage.get('SELECT report_changes FROM terminals WHERE id = ?', terminal);
    return row ? integer(row, 'report_changes') : 0;
  }

  /** The reports of a terminal that changed behind this change, as they are now, in the order of their changes. */
  async changedSince(terminal: string, change: number, most: number): Promise<ChangedReport[]> {
    const rows = await this.storage.all(
      'SELECT * FROM reports WHERE terminal = ? AND change > ? ORDER BY change LIMIT ?',
      terminal,
      change,
      most,
    );
    return rows.map((row) => ({ ...this.#read(row), change: integer(row, 'change') }));
  }

  /**
   * The first of so many new numbers. The terminal's row is locked until the transaction ends: whoever sees a number
   * sees all of them before it.
   */
  async #changes(terminal: string, amount: number, queries: Queries): Promise<number> {
    const row = await queries.get(
      'UPDATE terminals SET report_changes = report_changes + ? WHERE id = ? RETURNING report_changes',
      amount,
      terminal,
    );
    return row ? integer(row, 'report_changes') - amount + 1 : 0;
  }

  /** A person asked for erasure: what was added to these check-ins by hand goes with them. */
  async forget(terminal: string, entries: readonly string[], queries: Queries): Promise<void> {
    const each = entries.map(() => '?').join(', ');
    await queries.run(
      `UPDATE reports SET facts = NULL WHERE terminal = ? AND facts IS NOT NULL AND entry IN (${each})`,
      terminal,
      ...entries,
    );
  }

  /** The reports of a site in these states, those due first; with `now` only those whose turn it is. */
  async of(site: string, states: readonly ReportState[], most: number, now?: Date): Promise<Report[]> {
    const rows = await this.storage.all(
      `SELECT * FROM reports WHERE site = ? AND state IN (${states.map((state) => `'${state}'`).join(', ')})
       AND next_at <= ? ORDER BY due_at, entry LIMIT ?`,
      site,
      now?.getTime() ?? Number.MAX_SAFE_INTEGER,
      most,
    );
    return rows.map((row) => this.#read(row));
  }

  /** What of a batch is not decided yet, in the order in which it was sent. */
  async ofBatch(site: string, batch: string): Promise<Report[]> {
    const rows = await this.storage.all(
      'SELECT * FROM reports WHERE site = ? AND batch = ? ORDER BY position, entry',
      site,
      batch,
    );
    return rows.map((row) => this.#read(row));
  }

  /**
   * Changes a report that nobody changed since it was read, and answers it as it is then; undefined where somebody did: of
   * several processes one changes it.
   */
  async change(report: Report, change: ReportChange): Promise<Report | undefined> {
    const { terminal, entry, state, nextAt, attempts, reference, batch, position } = report;
    const next: Report = { ...report, attempts, reference, batch, position, code: undefined, ...change };
    const changed = await this.storage.transaction(async (queries) => {
      // Another try is no news to the terminal.
      const isNews = next.state !== state || next.code !== report.code;
      const number = isNews ? await this.#changes(terminal, 1, queries) : null;
      return queries.run(
        `UPDATE reports SET state = ?, next_at = ?, attempts = ?, reference = ?, batch = ?, position = ?, code = ?,
         change = coalesce(?, change) WHERE terminal = ? AND entry = ? AND state = ? AND next_at = ?`,
        next.state,
        next.nextAt.getTime(),
        next.attempts,
        next.reference ?? null,
        next.batch ?? null,
        next.position ?? null,
        next.code ?? null,
        number,
        terminal,
        entry,
        state,
        nextAt.getTime(),
      );
    });
    return changed === 1 ? next : undefined;
  }

  /** Adds by hand what the ministry asks beyond the document; a refused one is due again. Throws bad-request where there is no such open report. */
  async complete(entry: string, facts: ReportFacts): Promise<void> {
    const changed = await this.storage.transaction(async (queries) => {
      const row = await queries.get('SELECT terminal FROM reports WHERE entry = ?', entry);
      if (!row) return 0;
      const terminal = text(row, 'terminal');
      return queries.run(
        `UPDATE reports SET facts = ?, state = 'due', next_at = 0, code = NULL, change = ?
         WHERE terminal = ? AND entry = ? AND state IN ('due', 'refused')`,
        this.#seal(facts, `facts ${entry}`),
        await this.#changes(terminal, 1, queries),
        terminal,
        entry,
      );
    });
    if (changed === 0) throw new VestibuleError('bad-request', 'There is no open report of this check-in.');
  }

  async keepReceipt(site: string, batch: string, profile: ReporterProfile, receipt: unknown, now: Date) {
    await this.storage.run(
      `INSERT INTO report_receipts (site, batch, kept_at, keep_until, sealed) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (site, batch) DO UPDATE SET sealed = excluded.sealed`,
      site,
      batch,
      now.getTime(),
      now.getTime() + RECEIPT_DAYS[profile.reporter] * DAY,
      this.#seal(receipt, `receipt ${site} ${batch}`),
    );
  }

  async receipts(): Promise<
    { site: string; batch: string; keptAt: Date; keepUntil: Date; receipt: unknown }[]
  > {
    const rows = await this.storage.all('SELECT * FROM report_receipts ORDER BY kept_at');
    return rows.map((row) => {
      const [site, batch] = [text(row, 'site'), text(row, 'batch')];
      return {
        site,
        batch,
        keptAt: new Date(integer(row, 'kept_at')),
        keepUntil: new Date(integer(row, 'keep_until')),
        receipt: this.#open(bytes(row, 'sealed'), `receipt ${site} ${batch}`),
      };
    });
  }

  /** Removes receipts that were kept for as long as they must be, and reports that ended long ago. */
  async removeOld(now: Date): Promise<void> {
    await this.storage.run('DELETE FROM report_receipts WHERE keep_until < ?', now.getTime());
    await this.storage.run(
      "DELETE FROM reports WHERE state IN ('taken', 'withdrawn') AND due_at < ?",
      now.getTime() - ENDED_DAYS * DAY,
    );
  }

  #read(row: Row): Report {
    const entry = text(row, 'entry');
    const sealed = bytesOrNull(row, 'facts');
    return {
      terminal: text(row, 'terminal'),
      entry,
      state: ReportState.parse(text(row, 'state')),
      dueAt: new Date(integer(row, 'due_at')),
      nextAt: new Date(integer(row, 'next_at')),
      attempts: integer(row, 'attempts'),
      reference: textOrNull(row, 'reference') ?? undefined,
      batch: textOrNull(row, 'batch') ?? undefined,
      position: integerOrNull(row, 'position') ?? undefined,
      code: textOrNull(row, 'code') ?? undefined,
      facts: sealed === null ? {} : ReportFacts.parse(this.#open(sealed, `facts ${entry}`)),
    };
  }

  #seal(value: unknown, place: string): Uint8Array {
    return sealBody(this.key, Buffer.from(JSON.stringify(value)), place);
  }

  #open(sealed: Uint8Array, place: string): unknown {
    const opened = openBody(this.key, sealed, place);
    if (!opened) throw new VestibuleError('key-wrong', 'This key does not open the reports.');
    return JSON.parse(Buffer.from(opened).toString('utf8'));
  }
}

/** The purpose of a check-in whose body conforms. */
function purposeIn(body: Uint8Array): string | undefined {
  return Purposed.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).data?.purpose;
}
