import { BrowserWindow, type BrowserWindowConstructorOptions, app } from 'electron';
import { restartPace } from './restart-pace';

/** A window for one of our own pages: sandboxed, without a menu. It shows itself when it has something to show, never a white flash. */
export function openPageWindow(preload: string, options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow({
    useContentSize: true,
    minWidth: 640,
    minHeight: 480,
    autoHideMenuBar: true,
    backgroundColor: '#eef0ee',
    title: 'Vestibule',
    ...options,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      // The tools are for who builds it: an installed program has none.
      devTools: !app.isPackaged,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  window.removeMenu();
  return window;
}

/** Shows the page anew when it crashed, at the pace of processes, for as long as the window is wanted. */
export function showAnewAfterCrash(window: BrowserWindow, isWanted: () => boolean): void {
  const pace = restartPace();
  let born = performance.now();
  window.webContents.on('render-process-gone', () => {
    const wait = pace(performance.now() - born);
    setTimeout(() => {
      if (window.isDestroyed() || !isWanted()) return;
      born = performance.now();
      window.webContents.reload();
    }, wait);
  });
}
