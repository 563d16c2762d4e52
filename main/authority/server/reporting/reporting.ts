import { VestibuleError, reportOf } from '../../../../shared/domain/error';
import { EntryBody } from '../../../../shared/domain/entry-body';
import { EntryHeader } from '../../../../shared/domain/entry';
import { unwrapKey } from '../../../crypto/key-wrap';
import { openBody } from '../../../crypto/sealed-body';
import { alloggiatiProblems } from '../../../../shared/domain/reporting/alloggiati-guest';
import type { Problem } from '../../../../shared/domain/reporting/problem';
import { MOST_COMMUNICATIONS, sesProblems } from '../../../../shared/domain/reporting/ses-stay';
import { alloggiatiFile } from '../../reporters/alloggiati-web';
import { askBatch, findReference, sendSheets } from '../../reporters/ses-client';
import type { Storage } from '../storage/storage';
import type { Terminal } from '../terminals';
import {
  type ReportedCheckIn,
  type Unit,
  alloggiatiUnit,
  localDay,
  sesStay,
  unitsOf,
} from './reported-guest';
import type { ReporterProfile, SesProfile } from './reporter-profile';
import type { Report, Reports } from './reports';

/** Milliseconds. A request that is under way belongs to who sent it for this long. */
const UNDER_WAY = 120_000;
const MINUTE = 60_000;
/** Two tries of what got no answer, and two looks at a batch that waits, are a minute apart at first and an hour at most. */
const LONGEST_PAUSE = 60 * MINUTE;
/** Looked through at once; the service takes a hundred communications a request. */
const MOST = 500;
const SALT = 32;

/** What one run did, in numbers of check-ins. */
export interface Run {
  sent: number;
  taken: number;
  refused: number;
  incomplete: number;
  unanswered: number;
}

/** A report with what keeps it from being sent. */
export interface CheckedReport extends Report {
  readonly problems: readonly Omit<Problem, 'guest'>[];
}

interface PreparedUnit {
  /** In the order of the unit. */
  readonly reports: readonly Report[];
  readonly unit: Unit;
}

/** Sends what is due to the ministries, asks what became of it, and keeps what they answered. */
export class Reporting {
  constructor(
    private readonly storage: Storage,
    readonly reports: Reports,
    /** Opens the bodies of entries. */
    private readonly bodyKey: Uint8Array,
    private readonly now: () => Date,
  ) {}

  /** Everything whose turn it is, of every site that sends by itself. */
  async run(): Promise<Run> {
    const run: Run = { sent: 0, taken: 0, refused: 0, incomplete: 0, unanswered: 0 };
    for (const { site, profile } of await this.reports.profiles()) {
      if (profile.reporter !== 'ses-hospedajes') continue;
      await this.#poll(site, profile, run);
      await this.#findUnanswered(site, profile, run);
      await this.#send(site, profile, run);
    }
    return run;
  }

  /** What is open, with what each still lacks: due, under way, refused. */
  async open(site: string, profile: ReporterProfile): Promise<CheckedReport[]> {
    const reports = await this.reports.of(site, ['due', 'sending', 'sent', 'refused'], MOST);
    return this.#checked(reports, profile);
  }

  /** What of a terminal is due, with what each still lacks. */
  async due({ id, site }: Pick<Terminal, 'id' | 'site'>, profile: ReporterProfile): Promise<CheckedReport[]> {
    const reports = await this.reports.of(site, ['due'], MOST);
    return this.#checked(
      reports.filter(({ terminal }) => terminal === id),
      profile,
    );
  }

  async #checked(reports: readonly Report[], profile: ReporterProfile): Promise<CheckedReport[]> {
    const problems = new Map<string, Omit<Problem, 'guest'>[]>();
    for (const { unit } of await this.#prepared(reports, profile)) {
      for (const { guest, ...problem } of this.#problems(unit, profile)) {
        const entry = unit[guest]?.entry ?? unit[0].entry;
        problems.set(entry, [...(problems.get(entry) ?? []), problem]);
      }
    }
    return reports.map((report) => ({ ...report, problems: problems.get(report.entry) ?? [] }));
  }

  /**
   * The file for the portal of Alloggiati Web, of everything that is due and whole: those are `sent` then, in the order
   * of its lines. Undefined where there is nothing.
   */
  async alloggiatiFile(
    site: string,
    profile: ReporterProfile,
  ): Promise<{ batch: string; file: string; lines: number } | undefined> {
    const now = this.now();
    const today = localDay(now, profile.timeZone);
    const whole = (await this.#prepared(await this.reports.of(site, ['due'], MOST), profile)).filter(
      ({ unit }) => alloggiatiProblems(alloggiatiUnit(unit), today).length === 0,
    );
    const batch = `alloggiati-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
    const taken = await this.#claim(whole, (position) => ({ state: 'sent', nextAt: now, batch, position }));
    if (taken.length === 0) return undefined;
    const guests = taken.flatMap(({ unit }) => alloggiatiUnit(unit));
    return { batch, file: alloggiatiFile(guests, today), lines: guests.length };
  }

  /** The portal's receipt of a file, and the lines (from 1) that it refused; those are for a person. Throws bad-request for an unknown batch. */
  async receive(
    site: string,
    profile: ReporterProfile,
    batch: string,
    receipt: string,
    refused: ReadonlySet<number>,
  ): Promise<void> {
    const now = this.now();
    const reports = await this.reports.ofBatch(site, batch);
    if (reports.length === 0) throw new VestibuleError('bad-request', 'There is no such batch.');
    await this.reports.keepReceipt(site, batch, profile, receipt, now);
    for (const [index, report] of reports.entries()) {
      const isRefused = refused.has(index + 1);
      await this.reports.change(report, {
        state: isRefused ? 'refused' : 'taken',
        nextAt: now,
        ...(isRefused && { code: 'line-refused' }),
      });
    }
  }

  async #poll(site: string, profile: SesProfile, run: Run): Promise<void> {
    const now = this.now();
    const waiting = await this.reports.of(site, ['sent'], MOST, now);
    for (const batch of new Set(waiting.map((report) => report.batch))) {
      if (batch === undefined) continue;
      const reports = await this.reports.ofBatch(site, batch);
      const count = Math.max(...reports.map(({ position }) => position ?? 1));
      const found = await askBatch(batch, count, profile).catch(() => undefined);
      if (found?.state !== 'done') {
        for (const report of reports)
          await this.reports.change(report, {
            state: 'sent',
            nextAt: later(report, now),
            attempts: report.attempts + 1,
          });
        continue;
      }
      await this.reports.keepReceipt(site, batch, profile, found.answer, now);
      for (const report of reports) {
        const code = found.results.find(({ position }) => position === report.position)?.code;
        const state = code === undefined ? 'taken' : 'refused';
        if (await this.reports.change(report, { state, nextAt: now, ...(code !== undefined && { code }) }))
          run[state] += 1;
      }
    }
  }

  /** A request without an answer may have arrived: the service is asked before anything is sent again. */
  async #findUnanswered(site: string, profile: SesProfile, run: Run): Promise<void> {
    const now = this.now();
    const underWay = new Date(now.getTime() + UNDER_WAY);
    for (const read of await this.reports.of(site, ['sending'], MOST, now)) {
      // While one process asks, no other one does, or it would act on an answer that is older than a sending.
      const report = await this.reports.change(read, { state: 'sending', nextAt: underWay });
      if (!report) continue;
      try {
        const batch = await findReference(report.reference ?? report.entry, profile);
        const state = batch === undefined ? 'due' : 'sent';
        await this.reports.change(report, { state, nextAt: now, ...(batch !== undefined && { batch }) });
      } catch {
        run.unanswered += 1;
        await this.reports.change(report, {
          state: 'sending',
          nextAt: later(report, now),
          attempts: report.attempts + 1,
        });
      }
    }
  }

  async #send(site: string, profile: SesProfile, run: Run): Promise<void> {
    const now = this.now();
    const due = await this.#prepared(await this.reports.of(site, ['due'], MOST, now), profile);
    const whole = due.filter(({ unit }) => this.#problems(unit, profile).length === 0);
    run.incomplete += due.filter((each) => !whole.includes(each)).flatMap(({ reports }) => reports).length;
    const underWay = new Date(now.getTime() + UNDER_WAY);
    const claimed = await this.#claim(whole.slice(0, MOST_COMMUNICATIONS), (_line, position, reference) => ({
      state: 'sending',
      nextAt: underWay,
      position,
      reference,
    }));
    if (claimed.length === 0) return;
    const reports = claimed.flatMap((each) => each.reports);
    try {
      const batch = await sendSheets(
        claimed.map(({ unit }) => sesStay(unit, profile)),
        profile,
      );
      const nextAt = new Date(now.getTime() + MINUTE);
      for (const report of reports)
        await this.reports.change(report, { state: 'sent', nextAt, attempts: 0, batch });
      run.sent += reports.length;
    } catch (thrown) {
      const { code } = reportOf(thrown);
      for (const report of reports) {
        // Where nobody answered it stays under way, until the service was asked.
        const refused = code === 'authority-refused';
        const nextAt = refused ? now : later(report, now);
        await this.reports.change(report, {
          state: refused ? 'refused' : 'sending',
          nextAt,
          attempts: report.attempts + 1,
          code,
        });
      }
      if (code === 'authority-refused') run.refused += reports.length;
      else run.unanswered += reports.length;
    }
  }

  /** Those units of which this process alone changes every report. */
  async #claim(
    units: readonly PreparedUnit[],
    change: (line: number, unit: number, reference: string) => Parameters<Reports['change']>[1],
  ): Promise<PreparedUnit[]> {
    const claimed: PreparedUnit[] = [];
    let lines = 0;
    for (const each of units) {
      const changed: Report[] = [];
      for (const [index, report] of each.reports.entries()) {
        const wanted = change(lines + index + 1, claimed.length + 1, each.unit[0].entry);
        const next = await this.reports.change(report, wanted);
        if (next) changed.push(next);
      }
      if (changed.length === each.reports.length) {
        claimed.push({ ...each, reports: changed });
        lines += changed.length;
      } else {
        // Another process was faster with some of the party: whoever is left comes with the next run.
        for (const report of changed) await this.reports.change(report, { state: 'due', nextAt: this.now() });
      }
    }
    return claimed;
  }

  #problems(unit: Unit, profile: ReporterProfile): Problem[] {
    if (profile.reporter === 'ses-hospedajes') return sesProblems([sesStay(unit, profile)]);
    return alloggiatiProblems(alloggiatiUnit(unit), localDay(this.now(), profile.timeZone));
  }

  /** The reports with their check-ins, by party. One whose body was erased, or that is for another purpose, is withdrawn. */
  async #prepared(reports: readonly Report[], profile: ReporterProfile): Promise<PreparedUnit[]> {
    const found = new Map<Report, ReportedCheckIn>();
    for (const report of reports) {
      const [stored] = await this.storage.entries.withBodies(report.terminal, [report.entry]);
      const body = stored && this.#bodyOf(report.terminal, stored);
      if (body?.purpose === profile.purpose) {
        const { at } = EntryHeader.parse(JSON.parse(stored?.header ?? '{}'));
        found.set(report, { ...report, at: new Date(at), body });
      } else if (report.state === 'due') {
        await this.reports.change(report, { state: 'withdrawn', nextAt: this.now() });
      }
    }
    const byEntry = new Map([...found].map(([report, { entry }]) => [entry, report]));
    return unitsOf([...found.values()]).map((unit) => ({
      unit,
      reports: unit.flatMap(({ entry }) => byEntry.get(entry) ?? []),
    }));
  }

  #bodyOf(
    terminal: string,
    { epoch, seq, body }: Awaited<ReturnType<Storage['entries']['withBodies']>>[number],
  ) {
    const place = `${terminal} ${epoch} ${seq}`;
    const key = unwrapKey(this.bodyKey, body.wrappedKey, place);
    const opened = key && openBody(key, body.sealed, place);
    if (!opened) throw new VestibuleError('key-wrong', 'This key does not open the entries.');
    return EntryBody['check-in'].parse(JSON.parse(Buffer.from(opened.subarray(SALT)).toString('utf8')));
  }
}

function later({ attempts }: Report, now: Date): Date {
  return new Date(now.getTime() + Math.min(LONGEST_PAUSE, MINUTE * 2 ** Math.min(attempts, 10)));
}
