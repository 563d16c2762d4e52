import type { BrowserWindow } from 'electron';
import { openPageWindow } from './page-window';

/** The window at the counter. */
export function openCounterWindow(url: string, preload: string): BrowserWindow {
  const window = openPageWindow(preload, { width: 1280, height: 800 });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(url);
  return window;
}
