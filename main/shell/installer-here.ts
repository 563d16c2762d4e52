import { existsSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { PackageKind } from '../../shared/domain/update';
import { folderInstaller } from '../updates/folder-installer';
import { imageInstaller } from '../updates/image-installer';
import type { Installer } from '../updates/installer';
import { VersionFolders } from '../updates/version-folders';
import { nativeInstaller } from './native-installer';
import { restart } from './restart';

/** What replaces this program where it lies; undefined where the system's packages do, or nobody. */
export function installerHere(): Installer | undefined {
  if (!app.isPackaged) return undefined;
  const image = process.env['APPIMAGE'];
  if (process.platform === 'linux' && image !== undefined && path.isAbsolute(image))
    return imageInstaller(image, restart);
  if (process.platform === 'darwin') return nativeInstaller('mac');
  // What the MSI installed has no uninstaller of its own: whoever distributes that distributes the next one.
  const uninstaller = path.join(path.dirname(process.execPath), 'Uninstall Vestibule.exe');
  if (process.platform === 'win32') return existsSync(uninstaller) ? nativeInstaller('nsis') : undefined;
  const folders = VersionFolders.of(process.execPath);
  return folders && folderInstaller(folders, restart);
}

/** How the program lies here. */
export function kindHere(installer: Installer | undefined): PackageKind {
  return installer?.kind ?? (app.isPackaged ? 'system' : 'none');
}
