import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, app, dialog } from 'electron';
import type { HandlersOf } from '../../shared/contract/calls';
import type { KioskState } from '../../shared/contract/kiosk-calls';
import { healthCalls } from '../../shared/contract/health-calls';
import { VestibuleError } from '../../shared/domain/error';
import { localDay } from '../../shared/domain/local-day';
import type { AskTerminal } from './contract-channel';

/** Where the diagnostics bundle goes: only the shell asks a person, and a window never learns or chooses a path. */
export function createDiagnosticsFile(
  window: () => BrowserWindow | null,
  ask: AskTerminal,
  kiosk: { readonly state: KioskState },
): HandlersOf<'diagnostics.save'> {
  return {
    'diagnostics.save': async () => {
      // The one dialogue of the system for which nobody has to be signed in: through it one comes to the files of the machine.
      if (kiosk.state === 'locked')
        throw new VestibuleError(
          'not-permitted',
          'A locked machine saves no diagnostics: leave the lock first.',
        );
      const owner = window();
      if (!owner || owner.isDestroyed()) return { saved: false };
      const day = localDay(new Date());
      const { canceled, filePath } = await dialog.showSaveDialog(owner, {
        defaultPath: path.join(app.getPath('documents'), `vestibule-diagnostics-${day}.zip`),
        filters: [{ name: 'ZIP', extensions: ['zip'] }],
      });
      if (canceled || !filePath) return { saved: false };
      const { electron = '', chrome = '' } = process.versions;
      const platform = `${process.platform} ${process.arch} ${process.getSystemVersion()}`;
      const answer = await ask('diagnostics.make', { versions: { electron, chrome, platform } });
      if (!answer.ok) throw new VestibuleError(answer.error.code, answer.error.message);
      const { zipBase64 } = healthCalls['diagnostics.make'].reply.parse(answer.reply);
      await writeFile(filePath, Buffer.from(zipBase64, 'base64'), { mode: 0o600, flush: true }).catch(
        (cause: unknown) => {
          throw new VestibuleError('file-unwritable', 'The diagnostics cannot be written there.', { cause });
        },
      );
      return { saved: true, file: path.basename(filePath) };
    },
  };
}
