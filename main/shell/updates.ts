import path from 'node:path';
import { app, session } from 'electron';
import { updateCalls } from '../../shared/contract/update-calls';
import { VestibuleError } from '../../shared/domain/error';
import type { UpdateEvent, UpdateStanding } from '../../shared/domain/update';
import type { Installation } from '../installation';
import { pinnedKeys } from '../updates/pinned-keys';
import { every } from '../updates/every';
import { Record } from '../updates/record';
import { endTrial, proveTrial } from '../updates/trial';
import { type TerminalMoment, Updater, type UpdaterParts } from '../updates/updater';
import { installerHere, kindHere } from './installer-here';
import type { Processes } from './processes';

/** The first look after a start: not while the desk opens, and not all machines of a site at once. */
const FIRST_LOOK_MS = { from: 2 * 60_000, spread: 8 * 60_000 };
const LOOK_EVERY_MS = 6 * 60 * 60_000;
const TRY_EVERY_MS = 60_000;
/** An update has proven itself when it was ready for so long; one that is not ready by the end is given up. */
const TRIAL = { everyMs: 2_000, readyForMs: 30_000, endsAfterMs: 5 * 60_000 };

interface UpdateParts {
  profile: string;
  built: string;
  installation: { read(): Installation };
  processes: Pick<Processes, 'ask' | 'tellSettings' | 'tellUpdates'>;
  /** What happened before this start. */
  untold: UpdateEvent | undefined;
}

/** The program's updates while it runs: looks, waits for a quiet moment, proves a new version or gives it up. */
export class Updates {
  readonly #updater: Updater;

  static async start(parts: UpdateParts): Promise<Updates> {
    return new Updates(parts, await pinnedKeys(path.join(parts.built, 'release-keys.json')));
  }

  private constructor(
    private readonly parts: UpdateParts,
    keys: UpdaterParts['keys'],
  ) {
    const { profile, installation, processes } = parts;
    const installer = installerHere();
    this.#updater = new Updater(
      {
        profile,
        running: app.getVersion(),
        system: process.platform,
        architecture: process.arch,
        installer,
        keys,
        rules: () => installation.read().updates,
        moment: () => this.#moment(),
        // The system's own network settings and certificates: an update comes also where the terminal cannot open. Apart from the pages, which have no network.
        fetch: (url, init) => session.fromPartition('updates').fetch(url, init),
        now: () => new Date(),
        note: (event) => this.#journal(event),
        changed: (standing) => processes.tellUpdates(standing),
      },
      kindHere(installer),
    );
    if (parts.untold) this.#journal(parts.untold);
    this.#prove(installer?.tidy);
    every(LOOK_EVERY_MS, FIRST_LOOK_MS.from + Math.random() * FIRST_LOOK_MS.spread, () =>
      this.#updater.look(),
    );
    every(TRY_EVERY_MS, TRY_EVERY_MS, () => this.#updater.installIfQuiet());
  }

  get standing(): UpdateStanding {
    return this.#updater.standing;
  }

  /** Asks the server now; how it goes on is told by the standing. */
  look(): void {
    void this.#updater.look();
  }

  /** For an installer. Throws not-permitted, update-not-now, update-failed. */
  async install(): Promise<void> {
    const answer = await this.parts.processes.ask('updates.may-install', {});
    if (!answer.ok) throw new VestibuleError(answer.error.code, answer.error.message);
    await this.#updater.installNow();
  }

  async #moment(): Promise<TerminalMoment | undefined> {
    const answer = await this.parts.processes.ask('updates.moment', {});
    return answer.ok ? updateCalls['updates.moment'].reply.parse(answer.reply) : undefined;
  }

  #journal({ what, version }: UpdateEvent): void {
    if (what === 'unreachable') return;
    this.parts.processes.tellSettings([{ name: 'update', before: version, after: what }]);
  }

  /** Looks whether a new version gets ready and stays so; one that does not is ended, which counts as a failed start. */
  #prove(tidy: ((versions: readonly string[]) => Promise<void>) | undefined): void {
    const { profile, processes } = this.parts;
    const { trial } = new Record(profile).read();
    if (!trial) return;
    const begun = performance.now();
    let readySince: number | undefined;
    every(TRIAL.everyMs, TRIAL.everyMs, async () => {
      const moment = await this.#moment();
      const ready = moment && (moment.problem === undefined || moment.problem === trial.problem);
      const now = performance.now();
      readySince = ready ? (readySince ?? now) : undefined;
      if (readySince !== undefined && now - readySince >= TRIAL.readyForMs) {
        proveTrial(profile, new Date());
        this.#updater.remember();
        processes.tellSettings([{ name: 'appVersion', before: trial.from, after: trial.to }]);
        await tidy?.([trial.from, trial.to]).catch(() => undefined);
        return true;
      }
      if (now - begun < TRIAL.endsAfterMs) return false;
      this.#giveUp();
      return true;
    });
  }

  #giveUp(): void {
    const { profile } = this.parts;
    const { trial } = new Record(profile).read();
    if (!trial) return;
    const installer = installerHere();
    endTrial(profile, trial, installer?.goesBack === true, new Date());
    if (installer?.goesBack) installer.goBack(trial.from);
  }
}
