import { mkdirSync } from 'node:fs';
import { type ErrorReport, VestibuleError, reportOf } from '../../shared/domain/error';
import type { KeySource } from '../../shared/domain/health';
import { openJournal } from '../journal/open-journal';
import { Core, type CoreParts } from './core';
import { enrolAnew } from './enrol-anew';
import { keyModeFor, masterKeyFor } from './master-key';
import type { TerminalOptions } from './process-contract';
import { beginWipe, revoked, wipe, wipeBegun } from './revoke';
import type { TerminalEnvironment } from './terminal';
import type { Training } from './training';
import { hasTraining } from './training-folder';

const RETRY_ENROLMENT_MS = 5_000;

/** What the terminal joins to the working parts, each time they open. */
type Joined = Pick<CoreParts, 'purposes' | 'alerts' | 'changed' | 'health' | 'walletChanged'>;

/** The openings and closings of a terminal on its data folder: at the start, after an enrolment, with another key, at the end. */
export class LifeCycle {
  /** The working parts; null while the terminal is closed, and `problem` says why. */
  core: Core | null = null;
  training: Training | null = null;
  problem: ErrorReport | null;
  keySource: KeySource | undefined;
  #authority: TerminalOptions['authority'];
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  /** `opened` is told of each opening. */
  constructor(
    private readonly options: TerminalOptions,
    private readonly environment: TerminalEnvironment,
    private readonly joined: Joined,
    private readonly opened: () => void,
  ) {
    this.problem = options.problem ?? null;
    this.#authority = options.authority;
  }

  /** Opens it; an authority that cannot be reached at the first start is tried again, anything else waits for a person. */
  async begin(): Promise<void> {
    try {
      await this.#open();
      this.problem = null;
    } catch (thrown) {
      this.problem = reportOf(thrown);
      if (this.problem.code === 'authority-unreachable' && !this.#ended) {
        this.#retry = setTimeout(() => {
          this.problem = null;
          void this.begin();
        }, RETRY_ENROLMENT_MS);
      }
    }
    this.joined.changed();
  }

  /** For a person who waits for the answer: a failure is theirs, and the terminal stays as it was. */
  async openWith(authority: NonNullable<TerminalOptions['authority']>): Promise<void> {
    const before = { authority: this.#authority, problem: this.problem };
    if (before.problem && !ENROLLING_HELPS.has(before.problem.code))
      throw new VestibuleError(before.problem.code, before.problem.message);
    clearTimeout(this.#retry);
    this.#authority = authority;
    this.problem = null;
    try {
      await this.#open();
    } catch (thrown) {
      this.#authority = before.authority;
      this.problem = before.problem;
      throw thrown;
    } finally {
      this.joined.changed();
    }
  }

  /** Makes another terminal of this machine, as `enrolAnew` does, and opens it; where that throws, everything stays as it was. */
  async enrolAnew(core: Core, code: string): Promise<void> {
    await enrolAnew(core.journal, { code, operator: core.operator, now: this.environment.now });
    await this.#reopen();
  }

  /** Writes what is left to write and gives the data folder free, for good. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#retry);
    await this.#close();
  }

  async #open(): Promise<void> {
    const { options, environment } = this;
    if (this.problem) return;
    if (wipeBegun(options.folder)) {
      wipe(options.folder, [options.keyFile, options.passphraseFile]);
      environment.onWiped?.();
      throw new VestibuleError(revoked.code, revoked.message);
    }
    // The embedded authority is more than half of the program: a counter in live work never loads it.
    const room = options.mode === 'training' ? import('./training') : undefined;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const mode = keyModeFor(options.mode, this.#authority?.url);
    const { key, source } = await masterKeyFor({ ...options, mode });
    this.keySource = source;
    const journal = openJournal({
      folder: options.folder,
      masterKey: key,
      now: environment.now,
      monotonic: environment.monotonic,
      onFull: () => this.core?.diskFull(),
    });
    try {
      if (options.mode === 'training' && journal.identity && !hasTraining(options.folder)) {
        throw new VestibuleError('not-permitted', 'This data folder belongs to a live terminal.');
      }
      const training = room ? await (await room).openTraining(options.folder, environment.now) : null;
      this.training = training;
      const opened = await Core.open({
        ...environment,
        ...this.joined,
        folder: options.folder,
        journal,
        authority: training
          ? { url: training.url, enrolmentCode: training.enrolmentCode, signingKey: training.signingKey }
          : { ...this.#authority },
        reopen: () => void this.#reopen(),
        wipe: () => this.#wipe(),
        attended: options.attended,
        selfService: options.selfService,
        handoff: options.handoff,
      });
      if (source === 'folder' && !opened.training) {
        await opened.close();
        throw new VestibuleError(
          'key-missing',
          'A live terminal needs a key store, a key file or a passphrase file.',
        );
      }
      this.core = opened;
      this.opened();
    } catch (thrown) {
      journal.close();
      await this.training?.close();
      throw thrown;
    }
  }

  async #close(): Promise<void> {
    const { core, training } = this;
    this.core = null;
    this.training = null;
    await core?.close();
    core?.journal.close();
    await training?.close();
  }

  /** A read that comes meanwhile is told that the terminal restarts. */
  async #reopen(): Promise<void> {
    this.problem = { code: 'terminal-restarting', message: 'The terminal is opening anew.' };
    await this.#close();
    this.problem = null;
    await this.begin();
  }

  async #wipe(): Promise<void> {
    const { folder, keyFile, passphraseFile } = this.options;
    beginWipe(folder);
    this.problem = revoked;
    await this.#close();
    wipe(folder, [keyFile, passphraseFile]);
    this.#authority = undefined;
    this.environment.onWiped?.();
    this.joined.changed();
  }
}

/** Why a terminal is closed that an enrolment can open: it had none, it did not come about, or only an authority says whether a key store is needed. */
const ENROLLING_HELPS = new Set<ErrorReport['code']>([
  'not-enrolled',
  'terminal-revoked',
  'key-missing',
  'authority-unreachable',
  'enrolment-code-wrong',
  'enrolment-code-used',
  'enrolment-code-expired',
]);
