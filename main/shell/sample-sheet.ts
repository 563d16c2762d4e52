import { writeFile } from 'node:fs/promises';
import { openPageWindow } from './page-window';

/** Draws the page at `url` in a window nobody sees and saves it as an A4 PDF in `file`. The page sets `data-ready` on its root when it is drawn. */
export async function saveSampleSheet(url: string, file: string, preload: string): Promise<void> {
  const window = openPageWindow(preload, { width: 900, height: 1200 });
  try {
    await window.loadURL(url);
    await window.webContents.executeJavaScript(
      `new Promise((done) => { const look = () => document.documentElement.dataset.ready ? done(true) : setTimeout(look, 50); look(); })`,
    );
    await writeFile(file, await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true }));
  } finally {
    window.destroy();
  }
}
