import type { BrowserWindow } from 'electron';
import { openPageWindow } from './page-window';

/** The window at the counter; a locked one fills the screen from its first moment. */
export function openCounterWindow(url: string, preload: string, locked: boolean): BrowserWindow {
  const window = openPageWindow(preload, { width: 1280, height: 800, ...(locked && { kiosk: true }) });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(url);
  return window;
}
