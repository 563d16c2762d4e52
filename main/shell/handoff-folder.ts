import { type BrowserWindow, dialog } from 'electron';
import type { HandlersOf } from '../../shared/contract/calls';
import type { handoffShellCalls } from '../../shared/contract/handoff-calls';

/** Which folder records are put into: only the shell asks a person, and a window never chooses a path. */
export function createHandoffFolder(
  window: () => BrowserWindow | null,
  grant: (file: string) => string,
): HandlersOf<keyof typeof handoffShellCalls> {
  return {
    'handoff.choose-folder': async () => {
      const owner = window();
      if (!owner || owner.isDestroyed()) return {};
      const { canceled, filePaths } = await dialog.showOpenDialog(owner, { properties: ['openDirectory'] });
      const [folder] = filePaths;
      return canceled || folder === undefined ? {} : { grant: grant(folder) };
    },
  };
}
