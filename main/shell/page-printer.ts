import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, app, dialog } from 'electron';
import type { Reply } from '../../shared/contract/calls';
import { isDrawn } from './drawn-page';
import { openPageWindow } from './page-window';

interface PrinterParts {
  /** The page of the staff's window. */
  page: string;
  preload: string;
  counter(): BrowserWindow | null;
}

interface PrintedPage {
  /** Behind the `#/` of the staff's page. */
  name: string;
  query: Readonly<Record<string, string>>;
  to: 'printer' | 'pdf';
  size: 'A4' | 'A5';
  /** The suggested name of the file. */
  file: string;
}

type Printed = Reply<'registration.print'>;

/**
 * Prints a page of the staff's window, or saves it as a PDF: it is drawn in a window nobody sees. A printer that is not
 * there, or fails, is an answer and not an error: the record does not depend on it.
 */
export function pagePrinter({ page, preload, counter }: PrinterParts) {
  return async ({ name, query, to, size, file: suggested }: PrintedPage): Promise<Printed> => {
    const file = to === 'pdf' ? await chosenFile(counter(), suggested) : undefined;
    if (to === 'pdf' && file === undefined) return { done: false, problem: 'cancelled' };
    const window = openPageWindow(preload, { width: 900, height: 1200 });
    try {
      // An empty page is no card, whatever the printer makes of it.
      if (!(await isDrawn(window, `${page}#/${name}?${new URLSearchParams(query)}`)))
        return { done: false, problem: 'printer-failed' };
      return file === undefined ? await print(window, size) : await save(window, file, size);
    } finally {
      window.destroy();
    }
  };
}

async function chosenFile(counter: BrowserWindow | null, suggested: string): Promise<string | undefined> {
  if (!counter) return undefined;
  const chosen = await dialog.showSaveDialog(counter, {
    defaultPath: path.join(app.getPath('documents'), suggested),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  return chosen.canceled || !chosen.filePath ? undefined : chosen.filePath;
}

async function save(window: BrowserWindow, file: string, pageSize: PrintedPage['size']): Promise<Printed> {
  const pdf = await window.webContents.printToPDF({ pageSize, printBackground: true });
  await writeFile(file, pdf, { mode: 0o600, flush: true });
  return { done: true, file: path.basename(file) };
}

/** To the machine's default printer, without a question: a clerk has a guest in front of them. */
async function print(window: BrowserWindow, pageSize: PrintedPage['size']): Promise<Printed> {
  const printers = await window.webContents.getPrintersAsync();
  if (printers.length === 0) return { done: false, problem: 'no-printer' };
  return new Promise((answer) => {
    window.webContents.print({ silent: true, printBackground: true, pageSize }, (done) =>
      answer(done ? { done } : { done, problem: 'printer-failed' }),
    );
  });
}
