import { setTimeout } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

/** So long a page may take until it is drawn, a busy machine included. */
const DRAWN_WITHIN_MS = 30_000;

/**
 * Shows a page that is there to be put on paper in this window, and answers whether it is drawn. Its root says `data-ready`:
 * `true`, or `failed` where what belongs on it could not be had. One that says neither, or crashes, is not drawn.
 */
export async function isDrawn(window: BrowserWindow, url: string): Promise<boolean> {
  const given = new AbortController();
  const { signal } = given;
  const drawn = async () => {
    await window.loadURL(url);
    const said: unknown = await window.webContents.executeJavaScript(
      `new Promise((done) => { const look = () => document.documentElement.dataset.ready ? done(document.documentElement.dataset.ready) : setTimeout(look, 50); look(); })`,
    );
    return said === 'true';
  };
  const crashed = new Promise<boolean>((resolve) => {
    window.webContents.once('render-process-gone', () => resolve(false));
  });
  const late = setTimeout(DRAWN_WITHIN_MS, false, { signal, ref: false }).catch(() => false);
  try {
    return await Promise.race([drawn(), crashed, late]);
  } finally {
    given.abort();
  }
}
