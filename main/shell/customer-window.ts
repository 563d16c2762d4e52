import { type BrowserWindow, screen } from 'electron';
import { customerCalls, customerEvents } from '../../shared/contract/customer-page';
import { restrictWindow } from './contract-channel';
import { openPageWindow } from './page-window';

/**
 * The window that the customer sees. On a second screen it fills it; where there is one screen only, it is a window to be
 * turned round or put aside. It may make the customer's calls and hears the customer's events alone.
 */
export class CustomerWindow {
  #window: BrowserWindow | null = null;

  constructor(
    private readonly url: string,
    private readonly preload: string,
    /** The window of the staff: the customer's never outlives it and never covers it by itself. */
    private readonly counter: () => BrowserWindow | null,
  ) {}

  /** Opens it, or brings it to the front. Whether it has a screen of its own. */
  open(): { secondScreen: boolean } {
    const second = this.#secondScreen();
    if (this.#window && !this.#window.isDestroyed()) {
      this.#window.show();
      return { secondScreen: second !== undefined };
    }
    const window = openPageWindow(this.preload, {
      title: 'Vestibule: customer',
      width: 900,
      height: 1000,
      ...(second && { ...second.bounds, fullscreen: true }),
    });
    restrictWindow(window.webContents, { calls: customerCalls, events: customerEvents });
    this.#window = window;
    window.once('ready-to-show', () => {
      // The clerk goes on typing where they were.
      window.showInactive();
    });
    window.on('closed', () => {
      this.#window = null;
    });
    void window.loadURL(this.url);
    return { secondScreen: second !== undefined };
  }

  /** Opens it at start where a second screen waits for it. */
  openOnSecondScreen(): void {
    if (this.#secondScreen()) this.open();
  }

  close(): void {
    if (this.#window && !this.#window.isDestroyed()) this.#window.destroy();
  }

  #secondScreen(): Electron.Display | undefined {
    const counter = this.counter();
    const own = counter ? screen.getDisplayMatching(counter.getBounds()) : screen.getPrimaryDisplay();
    return screen.getAllDisplays().find(({ id }) => id !== own.id);
  }
}
