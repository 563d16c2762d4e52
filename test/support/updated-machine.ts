import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { folderInstaller } from '../../main/updates/folder-installer';
import { type TerminalMoment, Updater, type UpdaterParts } from '../../main/updates/updater';
import { VersionFolders } from '../../main/updates/version-folders';
import type { UpdateEvent, UpdateStanding } from '../../shared/domain/update';
import { temporaryFolder } from './journal-folder';
import { UpdateServer, programOf } from './update-server';

/** Nobody is served, and nothing waits. */
export const quiet: TerminalMoment = {
  signedIn: false,
  signInRequired: true,
  idleMilliseconds: 3_600_000,
  queued: 0,
  halfRead: false,
  terminal: 'terminal-1',
  authority: {},
};

/** The time of every machine that is updated in a test. */
export const now = () => new Date(2030, 0, 5, 12, 0);

/** A machine on which version 0.1.0 runs from its folder, and the server that it takes its updates from; both are gone afterwards. */
export class UpdatedMachine {
  /** The programs that were started anew. */
  readonly restarted: string[] = [];
  /** What was journalled of updates. */
  readonly noted: UpdateEvent[] = [];
  /** How the terminal is at this moment. */
  moment = quiet;

  static async start(): Promise<UpdatedMachine> {
    const server = await UpdateServer.start();
    onTestFinished(() => server[Symbol.asyncDispose]());
    return new UpdatedMachine(temporaryFolder(), server);
  }

  private constructor(
    readonly root: string,
    readonly server: UpdateServer,
  ) {
    mkdirSync(this.profile);
    mkdirSync(path.join(root, 'home/versions/0.1.0'), { recursive: true });
    writeFileSync(path.join(root, 'home/versions/0.1.0/vestibule'), programOf('0.1.0'), { mode: 0o755 });
    symlinkSync('versions/0.1.0', path.join(root, 'home/current'));
  }

  get profile(): string {
    return path.join(this.root, 'profile');
  }

  get folders(): VersionFolders {
    return VersionFolders.of(path.join(this.root, 'home/current/vestibule')) as VersionFolders;
  }

  get installer() {
    return folderInstaller(this.folders, (executable) => this.restarted.push(executable));
  }

  /** An updater of this machine, as a start of the program makes it, and what it told of itself. */
  updater(change: Partial<UpdaterParts> = {}): { updater: Updater; told: UpdateStanding[] } {
    const told: UpdateStanding[] = [];
    const parts: UpdaterParts = {
      profile: this.profile,
      running: '0.1.0',
      system: 'linux',
      architecture: 'x64',
      installer: this.installer,
      keys: this.server.pinned,
      rules: () => ({ server: this.server.url }),
      moment: async () => this.moment,
      fetch,
      now,
      note: (event) => this.noted.push(event),
      changed: (standing) => told.push(standing),
      bytesPerSecond: 1e9,
      ...change,
    };
    return { updater: new Updater(parts, 'folder'), told };
  }
}
