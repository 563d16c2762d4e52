import type { ElectronApplication } from 'playwright-core';

/** From now on the person at the shell's save dialogue chooses this file. */
export async function willSaveAs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}
