import { BrowserWindow, type BrowserWindowConstructorOptions, app } from 'electron';

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
