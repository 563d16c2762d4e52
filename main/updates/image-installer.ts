import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { VestibuleError } from '../../shared/domain/error';
import type { Installer } from './installer';
import { mustSayVersion } from './says-version';

const run = promisify(execFile);

/**
 * Replaces a program that is one file, an AppImage; the version before stays beside it as `….last-good`. `restart` ends the
 * running program and starts this path.
 */
export function imageInstaller(image: string, restart: (executable: string) => void): Installer {
  const [fresh, lastGood] = [`${image}.new`, `${image}.last-good`];
  return {
    kind: 'appimage',
    goesBack: true,
    async prepare(file, version) {
      try {
        await copyFile(file, fresh);
        await chmod(fresh, 0o755);
        await mustSayVersion(fresh, version);
        await run('sync', ['-f', fresh]);
      } catch (cause) {
        await rm(fresh, { force: true });
        if (cause instanceof VestibuleError) throw cause;
        throw new VestibuleError('update-failed', 'The package cannot be kept beside the program.', {
          cause,
        });
      }
    },
    async replace() {
      if (!existsSync(fresh)) throw new VestibuleError('update-failed', 'The update is not here any more.');
      rmSync(lastGood, { force: true });
      keep(image, lastGood);
      renameSync(fresh, image);
      restart(image);
    },
    goBack() {
      if (!existsSync(lastGood))
        throw new VestibuleError('update-failed', 'The version before is not here any more.');
      renameSync(lastGood, image);
      restart(image);
    },
    tidy: async () => undefined,
  };
}

/** A second name for the file, so that the program is never away; a copy where the disk knows no second names. */
function keep(image: string, lastGood: string): void {
  try {
    linkSync(image, lastGood);
  } catch {
    copyFileSync(image, lastGood);
  }
}
