import { homedir } from 'node:os';
import path from 'node:path';

/** Where the installed app of this user keeps settings and data, as Electron chooses it. */
export function profileFolder(
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'> = process,
  home: string = homedir(),
): string {
  if (platform === 'win32')
    return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), PRODUCT);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', PRODUCT);
  return path.join(env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), PRODUCT);
}

const PRODUCT = 'Vestibule';

/** The data folder of live work inside a profile. */
export function liveFolder(profile: string): string {
  return path.join(profile, 'live');
}
