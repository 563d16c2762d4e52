import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, app, dialog } from 'electron';
import type { HandlersOf } from '../../shared/contract/calls';
import type { JournalExportFormat, journalShellCalls } from '../../shared/contract/journal-calls';
import { VestibuleError } from '../../shared/domain/error';
import { localDay } from '../../shared/domain/local-day';

const kinds: Readonly<Record<JournalExportFormat | 'receipt', { name: string; extension: string }>> = {
  csv: { name: 'CSV', extension: 'csv' },
  jsonl: { name: 'JSON lines', extension: 'jsonl' },
  bundle: { name: 'JWE', extension: 'jwe' },
  receipt: { name: 'JWS', extension: 'jws' },
};

/** Where the Journal page may write: only the shell asks a person, and a window never learns or chooses a path. */
export function createJournalFiles(
  window: () => BrowserWindow | null,
  grant: (file: string) => string,
): HandlersOf<keyof typeof journalShellCalls> {
  const choose = async (kind: keyof typeof kinds, suggested: string): Promise<string | undefined> => {
    const owner = window();
    if (!owner || owner.isDestroyed()) return undefined;
    const { name, extension } = kinds[kind];
    const { canceled, filePath } = await dialog.showSaveDialog(owner, {
      defaultPath: path.join(app.getPath('documents'), `${suggested}.${extension}`),
      filters: [{ name, extensions: [extension] }],
    });
    return canceled || !filePath ? undefined : filePath;
  };
  return {
    'journal.choose-file': async ({ format }) => {
      const day = localDay(new Date());
      const file = await choose(format, `vestibule-journal-${day}`);
      return file === undefined ? {} : { grant: grant(file) };
    },
    'journal.save-receipt': async ({ entry, receipt }) => {
      const file = await choose('receipt', `vestibule-receipt-${entry.slice(0, 8)}`);
      if (file === undefined) return { saved: false };
      await writeFile(file, `${receipt}\n`, { mode: 0o600, flush: true }).catch((cause: unknown) => {
        throw new VestibuleError('file-unwritable', 'The receipt cannot be written there.', { cause });
      });
      return { saved: true, file: path.basename(file) };
    },
  };
}
