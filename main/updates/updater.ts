import path from 'node:path';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import type {
  AuthorityUpdateRules,
  Hindrance,
  UpdateEvent,
  UpdateRules,
  UpdateStanding,
} from '../../shared/domain/update';
import type { PublicKey } from '../crypto/jwk';
import { unlessUnwritable } from '../installation/stored-file';
import { choose } from './choose';
import { download } from './download';
import type { Installer } from './installer';
import { type Moment, hindrances, hindrancesByHand } from './moment';
import { Record } from './record';
import type { ReleaseFile } from './release';
import { type Fetch, fetchRelease, impatient } from './server';
import { beginTrial } from './trial';

/** What the terminal says when it is asked whether it may be replaced. */
export interface TerminalMoment extends Moment {
  /** Null where it is not enrolled. */
  terminal: string | null;
  authority: AuthorityUpdateRules;
  /** The code of what stops check-ins. */
  problem?: string | undefined;
}

export interface UpdaterParts {
  profile: string;
  running: string;
  system: string;
  architecture: string;
  /** Undefined where nobody but the system, or nobody at all, replaces this program. */
  installer: Installer | undefined;
  /** Release keys that are pinned in the program. */
  keys: readonly PublicKey[];
  rules(): UpdateRules | undefined;
  /** Undefined while the terminal does not answer. */
  moment(): Promise<TerminalMoment | undefined>;
  fetch: Fetch;
  now(): Date;
  /** Hears of what went wrong for the first time: it is journalled. */
  note(event: UpdateEvent): void;
  /** Hears how it stands whenever that changes. */
  changed(standing: UpdateStanding): void;
  bytesPerSecond?: number;
  stalledAfterMs?: number;
}

/** So slow that a desk with a thin line does not notice. */
const BYTES_PER_SECOND = 2_000_000;
/** A server that says nothing for so long is not there. */
const STALLED_AFTER_MS = 60_000;

/** Looks for releases, fetches the one that is for this machine, and installs it when nobody is disturbed. */
export class Updater {
  readonly #parts: UpdaterParts;
  readonly #record: Record;
  #standing: UpdateStanding;
  #version = '';
  #busy: Promise<void> | undefined;

  constructor(parts: UpdaterParts, kind: UpdateStanding['kind']) {
    const { fetch, stalledAfterMs = STALLED_AFTER_MS } = parts;
    this.#parts = { ...parts, fetch: impatient(fetch, stalledAfterMs) };
    this.#record = new Record(parts.profile);
    this.#standing = {
      running: parts.running,
      kind,
      phase: 'off',
      hindrances: [],
      last: this.#record.read().last,
    };
    this.#rest();
  }

  get standing(): UpdateStanding {
    return this.#standing;
  }

  /**
   * Asks the server and fetches what is for this machine; what goes wrong is told by the standing and tried again at the next
   * look. `byHand`: an installer asks, who does not wait for a share of the roll-out.
   */
  look(byHand = false): Promise<void> {
    this.#busy ??= this.#look(byHand).finally(() => (this.#busy = undefined));
    return this.#busy;
  }

  /** Installs what waits, if nothing stands in the way; the program ends on the way. Answers what stands in the way. */
  async installIfQuiet(): Promise<readonly Hindrance[]> {
    const rules = this.#parts.rules();
    if (this.#standing.phase !== 'waiting' || !rules) return [];
    const moment = await this.#parts.moment();
    // Between the download and the quiet minute the site may have changed its mind.
    if (rules.hold === true || moment?.authority.hold === true) {
      this.#left(this.#version, 'held');
      return [];
    }
    const found = moment ? hindrances(moment, rules, this.#parts.now()) : (['not-open'] as const);
    await this.#installUnless(found, moment?.problem);
    return found;
  }

  /** As an installer asks who sits in front of it. Throws update-not-now with what is in the way still, and update-failed. */
  async installNow(): Promise<void> {
    if (this.#standing.phase !== 'waiting') await this.look(true);
    if (this.#standing.phase !== 'waiting') throw new VestibuleError('update-not-now', 'There is no update.');
    const moment = await this.#parts.moment();
    const found = moment ? hindrancesByHand(moment) : (['not-open'] as const);
    if (found.length > 0) throw new VestibuleError('update-not-now', `Not now: ${found.join(', ')}.`);
    await this.#installUnless([], moment?.problem);
  }

  /** What happened last was written by somebody else: a trial ended. */
  remember(): void {
    this.#set({ last: this.#record.read().last });
  }

  async #look(byHand: boolean): Promise<void> {
    const { installer, keys, fetch, running } = this.#parts;
    const rules = this.#parts.rules();
    if (!rules || !installer || keys.length === 0) return this.#rest();
    const moment = await this.#parts.moment();
    const authority = moment?.authority ?? {};
    this.#set({ phase: 'looking', server: rules.server });
    const only = rules.only ?? authority.only;
    let version = only ?? '';
    try {
      const release = await fetchRelease(rules.server, only, keys, fetch);
      version = release.version;
      const { machine, failed, issuedAt } = this.#record.read();
      const chosen = choose(release, {
        ...this.#parts,
        kind: installer.kind,
        terminal: moment?.terminal ?? machine,
        site: rules,
        authority,
        failed,
        issuedAt,
        byHand,
      });
      this.#set({ lookedAt: this.#parts.now().toISOString() });
      if (only === undefined && !('left' in chosen && chosen.left === 'older'))
        this.#record.write({ issuedAt: release.issuedAt });
      if ('left' in chosen) return this.#left(version, chosen.left);
      await this.#fetch(rules.server, version, chosen.take);
    } catch (thrown) {
      const { code } = reportOf(thrown);
      this.#happened(EVENTS[code] ?? 'not-installed', version || running);
      this.#rest();
    }
  }

  async #fetch(server: string, version: string, file: ReleaseFile): Promise<void> {
    const { installer, fetch, profile, bytesPerSecond = BYTES_PER_SECOND } = this.#parts;
    this.#set({ phase: 'fetching', version, percent: 0, left: undefined });
    const fetched = await download({
      server,
      file,
      folder: path.join(profile, 'update'),
      fetch,
      bytesPerSecond,
      progress: (bytes) => this.#progress(Math.floor((bytes / file.bytes) * 100)),
    });
    await installer?.prepare(fetched, version);
    this.#version = version;
    this.#set({ phase: 'waiting', percent: undefined });
  }

  async #installUnless(found: readonly Hindrance[], problem: string | undefined): Promise<void> {
    const { installer, profile, running } = this.#parts;
    if (JSON.stringify(found) !== JSON.stringify(this.#standing.hindrances))
      this.#set({ hindrances: [...found] });
    if (found.length > 0 || !installer) return;
    this.#set({ phase: 'installing' });
    try {
      beginTrial(profile, { from: running, to: this.#version, ...(problem !== undefined && { problem }) });
      await installer.replace(this.#version);
    } catch (thrown) {
      unlessUnwritable(() => this.#record.write({ trial: undefined }));
      this.#happened(EVENTS[reportOf(thrown).code] ?? 'not-installed', this.#version);
      this.#rest();
      throw thrown;
    }
  }

  #progress(percent: number): void {
    if (percent !== this.#standing.percent) this.#set({ percent });
  }

  #left(version: string, reason: NonNullable<UpdateStanding['left']>['reason']): void {
    this.#rest();
    this.#set({ left: { version, reason } });
  }

  #happened(what: UpdateEvent['what'], version: string): void {
    const last = { what, version, at: this.#parts.now().toISOString() };
    const before = this.#standing.last;
    if (before?.what !== what || before.version !== version) this.#parts.note(last);
    unlessUnwritable(() => this.#record.write({ last }));
    this.#set({ last });
  }

  /** Nothing is under way. */
  #rest(): void {
    const { installer, keys } = this.#parts;
    const rules = this.#parts.rules();
    const works = rules !== undefined && installer !== undefined && keys.length > 0;
    this.#set({
      phase: works ? 'resting' : 'off',
      server: rules?.server,
      version: undefined,
      percent: undefined,
      hindrances: [],
    });
  }

  #set(change: Partial<{ [K in keyof UpdateStanding]: UpdateStanding[K] | undefined }>): void {
    const merged = Object.entries({ ...this.#standing, ...change }).filter(
      ([, value]) => value !== undefined,
    );
    this.#standing = Object.fromEntries(merged) as UpdateStanding;
    this.#parts.changed(this.#standing);
  }
}

/** What a failure is called afterwards. */
const EVENTS: { [code: string]: UpdateEvent['what'] } = {
  'update-unreachable': 'unreachable',
  'update-not-genuine': 'not-genuine',
  'update-failed': 'not-installed',
  'file-unwritable': 'no-room',
};
