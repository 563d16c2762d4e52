import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppUpdater, ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater';
import { VestibuleError } from '../../shared/domain/error';
import type { Installer } from '../updates/installer';

/**
 * Windows and macOS, where the system has a part in replacing a program: electron-updater hands it the package that was
 * fetched and verified here, and it checks its own signature besides (Authenticode with the publisher's name, Squirrel with the
 * developer's). Neither can be taken back without a person (docs/updates.md).
 */
export function nativeInstaller(kind: 'nsis' | 'mac'): Installer {
  let updater: AppUpdater | undefined;
  return {
    kind,
    goesBack: false,
    async prepare(file, version) {
      try {
        updater = await updaterOf(kind, file, version);
        await updater.checkForUpdates();
        await updater.downloadUpdate();
      } catch (cause) {
        throw new VestibuleError('update-failed', 'The system does not take the package.', { cause });
      }
    },
    async replace() {
      if (!updater) throw new VestibuleError('update-failed', 'The update is not here any more.');
      updater.quitAndInstall(true, true);
    },
    goBack() {
      throw new VestibuleError('update-failed', 'On this system a person puts the version before back.');
    },
    tidy: async () => undefined,
  };
}

async function updaterOf(kind: 'nsis' | 'mac', file: string, version: string): Promise<AppUpdater> {
  const { MacUpdater, NsisUpdater, Provider } = await import('electron-updater');
  const sha512 = await digestOf(file);
  const { size } = await stat(file);
  const info: UpdateInfo = {
    version,
    files: [{ url: path.basename(file), sha512, size }],
    path: path.basename(file),
    sha512,
    releaseDate: new Date().toISOString(),
  };

  /** The one package that was verified: nothing else is ever offered. */
  class Fetched extends Provider<UpdateInfo> {
    async getLatestVersion(): Promise<UpdateInfo> {
      return info;
    }

    resolveFiles(): ResolvedUpdateFileInfo[] {
      return info.files.map((one) => ({ url: pathToFileURL(file), info: one }));
    }
  }

  const updater = kind === 'mac' ? new MacUpdater() : new NsisUpdater();
  updater.setFeedURL({ provider: 'custom', updateProvider: Fetched as never });
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  updater.disableDifferentialDownload = true;
  updater.logger = null;
  // It would fetch; the package is here already. Its own digest check stays where it is, over the copy.
  Object.assign(updater, {
    httpExecutor: { download: (_: URL, destination: string) => copyFile(file, destination) },
  });
  return updater;
}

/** SHA-512 in base64, as electron-updater writes it. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('base64');
}
