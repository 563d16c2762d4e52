import { execFile } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { VestibuleError } from '../../shared/domain/error';
import { Version } from '../../shared/domain/update';
import { mustSayVersion } from './says-version';

const run = promisify(execFile);

/**
 * The program as folders side by side, `versions/<version>`, and a link `current` to one of them: an update is a folder more
 * and the link turned, the way back is the link turned again. Made from the `.tar.gz` (docs/updates.md).
 */
export class VersionFolders {
  /** Undefined where the program of this path does not lie so. */
  static of(executable: string): VersionFolders | undefined {
    const file = realpathSync(executable);
    const home = path.resolve(file, '..', '..', '..');
    const isOne =
      path.basename(path.resolve(file, '..', '..')) === 'versions' &&
      lstatSync(path.join(home, 'current'), { throwIfNoEntry: false })?.isSymbolicLink() === true;
    return isOne ? new VersionFolders(home, path.basename(file)) : undefined;
  }

  private constructor(
    private readonly home: string,
    private readonly program: string,
  ) {}

  /** The program that `current` points to. */
  get executable(): string {
    return path.join(this.home, 'current', this.program);
  }

  /** The version that `current` points to. */
  get current(): string {
    return path.basename(readlinkSync(path.join(this.home, 'current')));
  }

  /**
   * Unpacks a package beside the others, and asks the program in it for its version before it counts as one: what cannot
   * even start is never put in place. Throws update-not-genuine where it says another, update-failed where it says none.
   */
  async unpack(file: string, version: string): Promise<void> {
    const folder = this.#folderOf(version);
    if (existsSync(folder)) return;
    const fresh = path.join(this.home, 'versions', `.new-${version}`);
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    try {
      await run('tar', ['-xzf', file, '-C', fresh, '--strip-components=1', '--no-same-owner']);
      await mustSayVersion(path.join(fresh, this.program), version);
      await run('sync', ['-f', fresh]);
      await rename(fresh, folder);
    } catch (cause) {
      await rm(fresh, { recursive: true, force: true });
      if (cause instanceof VestibuleError) throw cause;
      throw new VestibuleError('update-failed', 'The package cannot be unpacked and started here.', {
        cause,
      });
    }
  }

  /** Turns `current`, in one step. Throws update-failed where there is no such version. */
  turnTo(version: string): void {
    if (!existsSync(path.join(this.#folderOf(version), this.program)))
      throw new VestibuleError('update-failed', `Version ${version} is not here any more.`);
    const fresh = path.join(this.home, '.current');
    rmSync(fresh, { force: true });
    symlinkSync(path.join('versions', version), fresh);
    renameSync(fresh, path.join(this.home, 'current'));
  }

  /** Removes the versions that nobody goes back to any more. */
  async keepOnly(versions: readonly string[]): Promise<void> {
    for (const name of await readdir(path.join(this.home, 'versions'))) {
      if (!versions.includes(name))
        await rm(path.join(this.home, 'versions', name), { recursive: true, force: true });
    }
  }

  #folderOf(version: string): string {
    return path.join(this.home, 'versions', Version.parse(version));
  }
}
