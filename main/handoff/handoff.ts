import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { HandoffStanding } from '../../shared/contract/handoff-calls';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import { type ErrorCode, VestibuleError, reportOf } from '../../shared/domain/error';
import type { HandoffChannel, HandoffRecord, HandoffRules } from '../../shared/domain/handoff';
import type { Journal } from '../journal/journal';
import { digestOfToken, newToken } from './access';
import { type Api, openApi } from './api-server';
import { dropRecord } from './folder-drop';
import { type HandoffState, readHandoff, writeHandoff } from './handoff-state';
import { HANDED_OVER, type HandoffRecords, type HandoffRecordsParts, createHandoffRecords } from './records';

const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 60_000;
/** So long a folder may take to finish what is being written when the terminal closes. */
const FINISHED_WITHIN_MS = 2_000;
/** Records that are put into the folder, or acknowledged, under one entry of the journal. */
const BATCH = 100;

export interface HandoffParts extends Omit<HandoffRecordsParts, 'journal'> {
  journal: Pick<Journal, 'browse' | 'entry' | 'withdrawal' | 'head' | 'vault'>;
  now(): Date;
  monotonic(): number;
  terminal(): { terminal: string; site: string; training: boolean };
  /** Journals that these records were handed over. */
  note(body: EntryBodyOf<'handoff'>): void;
  /** Journals what a person set. */
  noteSettings(changed: EntryBodyOf<'settings'>['changed']): void;
  /** The folder cannot be written, or can again. */
  onFolder(problem: ErrorCode | null): void;
}

/**
 * Both ways to the site's own system; each is off until an installer turns it on, and then begins with what is recorded
 * from there on. A record counts as handed over once the folder holds it or the other side acknowledged it; until then it
 * is handed over again, after a restart too. Nothing here ever holds a check-in back.
 */
export class Handoff {
  readonly #parts: HandoffParts;
  readonly #records: HandoffRecords;
  #state: HandoffState;
  #api: Api | null = null;
  #apiProblem: ErrorCode | null = null;
  #folderProblem: ErrorCode | null = null;
  #askedAt: Date | null = null;
  #waiting = new Set<() => void>();
  #dropping: Promise<void> | null = null;
  /** Something was recorded since the folder was last looked after. */
  #more = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs = RETRY_FIRST_MS;
  #stopped = false;
  /** The journal may be closed: a folder that hung says nothing any more. */
  #leftAlone = false;

  constructor(parts: HandoffParts) {
    this.#parts = parts;
    this.#records = createHandoffRecords(parts);
    this.#state = readHandoff(parts.journal.vault);
  }

  /** Begins with what was set up before, or with the rules of a site file that are new. */
  async start(rules?: HandoffRules): Promise<void> {
    const wanted = rules && JSON.stringify(rules);
    try {
      if (rules && wanted !== this.#state.rules) this.#take(rules, wanted);
    } catch {
      // A disk that is full is told to those who record: the rules hold, and are kept with what is next handed over.
    }
    await this.#listen();
    this.nudge();
  }

  /** Ends both. What is being written to the folder is finished, unless the folder hangs: then it comes again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (limit = setTimeout(resolve, FINISHED_WITHIN_MS)));
    await Promise.race([this.#dropping, tooLong]);
    clearTimeout(limit);
    this.#leftAlone = true;
    await this.#close();
  }

  /** Something was recorded. */
  nudge(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
    this.#drop();
  }

  standing(): HandoffStanding {
    const { api, folder } = this.#state;
    return {
      api: api && {
        port: api.port,
        madeAt: api.madeAt,
        waiting: this.#waitingAfter(api.through),
        ...(this.#askedAt && { askedAt: this.#askedAt.toISOString() }),
        ...(this.#apiProblem && { problem: this.#apiProblem }),
      },
      folder: folder && {
        path: folder.path,
        waiting: this.#waitingAfter(folder.through),
        ...(this.#folderProblem && { problem: this.#folderProblem }),
      },
    };
  }

  /** Turns the API on at this port, and answers its token, which nobody can read again; null turns it off. Throws port-taken. */
  async setApi(port: number | null): Promise<{ token?: string }> {
    const before = this.#state.api;
    await this.#close();
    const token = newToken();
    const through = before?.through ?? this.#parts.journal.head().entries;
    const madeAt = this.#parts.now().toISOString();
    this.#keep({
      api: port === null ? null : { port, tokenSha256: digestOfToken(token), madeAt, through },
    });
    await this.#listen();
    if (this.#apiProblem) {
      const problem = this.#apiProblem;
      this.#keep({ api: before });
      await this.#listen();
      throw new VestibuleError(problem, `Port ${port} of this machine cannot be used. Choose another.`);
    }
    this.#parts.noteSettings([{ name: 'handoff.api', before: before?.port ?? null, after: port }]);
    return port === null ? {} : { token };
  }

  /** Makes another token; the one before opens nothing from now on. Throws bad-request while the API is off. */
  async rotateToken(): Promise<{ token?: string }> {
    if (!this.#state.api) throw new VestibuleError('bad-request', 'The handoff by API is off.');
    return this.setApi(this.#state.api.port);
  }

  /** Puts records into this folder from now on; null ends that. Throws bad-request for a path that is not whole. */
  setFolder(folder: string | null): void {
    if (folder !== null && !path.isAbsolute(folder))
      throw new VestibuleError('bad-request', 'The folder needs its whole path.');
    const before = this.#state.folder;
    const through = before?.through ?? this.#parts.journal.head().entries;
    this.#keep({ folder: folder === null ? null : { path: folder, through } });
    this.#parts.noteSettings([{ name: 'handoff.folder', before: before?.path ?? null, after: folder }]);
    this.#folderFault(null);
    this.nudge();
  }

  #take(rules: HandoffRules, wanted: string | undefined): void {
    const through = this.#parts.journal.head().entries;
    const { api, folder } = this.#state;
    this.#keep({
      api: rules.api
        ? { ...rules.api, madeAt: this.#parts.now().toISOString(), through: api?.through ?? through }
        : null,
      folder: rules.folder === undefined ? null : { path: rules.folder, through: folder?.through ?? through },
      ...(wanted !== undefined && { rules: wanted }),
    });
  }

  async #listen(): Promise<void> {
    const { api } = this.#state;
    this.#apiProblem = null;
    if (!api) return;
    try {
      this.#api = await openApi({
        ...api,
        monotonic: this.#parts.monotonic,
        terminal: this.#parts.terminal,
        acknowledged: () => this.#state.api?.through ?? 0,
        records: (after, limit) => {
          this.#askedAt = this.#parts.now();
          return this.#records.after(after, limit);
        },
        somethingNew: (signal) => this.#somethingNew(signal),
        acknowledge: (through) => this.#acknowledge(through),
      });
    } catch (thrown) {
      this.#apiProblem = reportOf(thrown).code;
    }
  }

  async #close(): Promise<void> {
    const api = this.#api;
    this.#api = null;
    await api?.close();
  }

  /** A batch at a time, each of which is kept: in between the terminal works on, and another acknowledgement may come. */
  async #acknowledge(through: number): Promise<void> {
    while (this.#state.api && through > this.#state.api.through && !this.#stopped) {
      const { api } = this.#state;
      if (through > this.#parts.journal.head().entries)
        throw new VestibuleError('bad-request', 'Nothing was recorded there yet.');
      const batch = this.#records.after(api.through, BATCH);
      const records = batch.records.filter((record) => record.cursor <= through);
      this.#handedOver('api', records);
      const reached = batch.through === api.through ? through : Math.min(batch.through, through);
      this.#keep({ api: { ...api, through: reached } });
      await setImmediate();
    }
  }

  #drop(): void {
    this.#more = true;
    if (this.#stopped || this.#dropping || !this.#state.folder) return;
    clearTimeout(this.#retry);
    this.#more = false;
    this.#dropping = this.#dropAll().finally(() => {
      this.#dropping = null;
      if (this.#more) this.#drop();
    });
  }

  /** Until nothing is left, or the folder cannot take it. */
  async #dropAll(): Promise<void> {
    try {
      while (this.#state.folder && !this.#stopped) {
        const { folder } = this.#state;
        const { records, through } = this.#records.after(folder.through, BATCH);
        if (through === folder.through) break;
        for (const record of records) {
          await dropRecord(folder.path, record);
          if (this.#leftAlone) return;
        }
        // A person may have chosen another folder meanwhile: then these go there as well.
        if (this.#state.folder?.path !== folder.path) continue;
        this.#handedOver('folder', records);
        this.#keep({ folder: { ...folder, through } });
      }
      this.#folderFault(null);
    } catch (thrown) {
      if (this.#leftAlone) return;
      this.#folderFault(reportOf(thrown).code);
      this.#retry = setTimeout(() => this.#drop(), this.#retryMs);
      this.#retryMs = Math.min(RETRY_LONGEST_MS, this.#retryMs * 2);
    }
  }

  #folderFault(problem: ErrorCode | null): void {
    if (problem === null) this.#retryMs = RETRY_FIRST_MS;
    if (problem === this.#folderProblem) return;
    this.#folderProblem = problem;
    this.#parts.onFolder(problem);
  }

  #handedOver(channel: HandoffChannel, records: readonly HandoffRecord[]): void {
    if (records.length > 0) this.#parts.note({ channel, records: records.map(({ id }) => id) });
  }

  #somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }

  #waitingAfter(cursor: number): number {
    return this.#parts.journal.browse.countFollowing(cursor, HANDED_OVER);
  }

  #keep(change: Partial<HandoffState>): void {
    this.#state = { ...this.#state, ...change };
    writeHandoff(this.#parts.journal.vault, this.#state);
  }
}
