import { z } from 'zod';
import { InstallationMode } from '../../shared/contract/installation-calls';
import { UpdateRules } from '../../shared/domain/update';
import { HandoffRules } from '../../shared/domain/handoff';
import { Settings, defaultSettings } from '../../shared/domain/settings';
import { ReaderSettings } from '../readers/host-contract';
import type { StoredKind } from './stored-file';

/** How this machine was set up last: kept beside the settings, not reachable from a window. It holds no secret. */
export const Installation = z.strictObject({
  mode: InstallationMode,
  authorityUrl: z.string().optional(),
  /** Where the master key comes from on a machine without a key store. The files themselves lie elsewhere. */
  keyFile: z.string().optional(),
  passphraseFile: z.string().optional(),
  /** How records go on to the site's own system, as the site file has it. */
  handoff: HandoffRules.optional(),
  /** Full screen, and no way out without the installer's PIN. */
  kiosk: z.boolean().optional(),
  updates: UpdateRules.optional(),
  /** The purpose that people serve themselves for while nobody of the staff is signed in; null or absent at a counter. */
  selfService: z.string().max(60).nullable().optional(),
});
export type Installation = z.infer<typeof Installation>;

export const settingsKind: StoredKind<Settings> = {
  name: 'settings',
  schema: Settings,
  defaults: defaultSettings,
  migrations: [
    // Before it could be chosen the camera was the system's choice.
    (old) => ({ camera: '', cameraId: '', ...old }),
  ],
};

export const installationKind: StoredKind<Installation> = {
  name: 'installation',
  schema: Installation,
  defaults: { mode: 'new' },
  migrations: [
    // 0.1.0 wrote an empty address where there was none.
    ({ authorityUrl, ...rest }) => (authorityUrl === '' ? rest : { authorityUrl, ...rest }),
  ],
};

/** Serial ports are left alone until `readers.json` names them (docs/readers.md). */
export const readersKind: StoredKind<ReaderSettings> = {
  name: 'readers',
  schema: ReaderSettings,
  defaults: { serialPorts: [], askBridges: false },
  migrations: [],
};
