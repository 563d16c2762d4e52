import type { Installer } from './installer';
import type { VersionFolders } from './version-folders';

/** Replaces a program that lies in version folders. `restart` ends the running one and starts this path. */
export function folderInstaller(folders: VersionFolders, restart: (executable: string) => void): Installer {
  return {
    kind: 'folder',
    goesBack: true,
    prepare: (file, version) => folders.unpack(file, version),
    async replace(version) {
      folders.turnTo(version);
      restart(folders.executable);
    },
    goBack(version) {
      folders.turnTo(version);
      restart(folders.executable);
    },
    tidy: (versions) => folders.keepOnly(versions),
  };
}
