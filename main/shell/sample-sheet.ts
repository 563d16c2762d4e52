import { writeFile } from 'node:fs/promises';
import { VestibuleError } from '../../shared/domain/error';
import { isDrawn } from './drawn-page';
import { openPageWindow } from './page-window';

/** Draws the page at `url` in a window nobody sees and saves it as an A4 PDF in `file`. Throws `VestibuleError` internal where it cannot be drawn. */
export async function saveSampleSheet(url: string, file: string, preload: string): Promise<void> {
  const window = openPageWindow(preload, { width: 900, height: 1200 });
  try {
    if (!(await isDrawn(window, url))) throw new VestibuleError('internal', 'The sheet could not be drawn.');
    await writeFile(file, await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true }));
  } finally {
    window.destroy();
  }
}
