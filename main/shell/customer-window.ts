import { type BrowserWindow, screen } from 'electron';
import { customerCalls, customerEvents } from '../../shared/contract/customer-page';
import { restrictWindow } from './contract-channel';
import { openPageWindow, showAnewAfterCrash } from './page-window';

/**
 * The window that the customer sees. On a second screen it fills it; where there is one screen only, it is a window to be
 * turned round or put aside. It may make the customer's calls and hears the customer's events alone.
 */
export class CustomerWindow {
  #window: BrowserWindow | null = null;
  /** The screen that it was opened on, where that is one of its own. */
  #screen: number | undefined;

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
    this.#screen = second?.id;
    showAnewAfterCrash(window, () => window === this.#window);
    window.once('ready-to-show', () => {
      // The clerk goes on typing where they were.
      window.showInactive();
    });
    window.on('closed', () => {
      if (window === this.#window) this.#window = null;
    });
    void window.loadURL(this.url);
    return { secondScreen: second !== undefined };
  }

  /** Opens it at start where a second screen waits for it. */
  openOnSecondScreen(): void {
    if (this.#secondScreen()) this.open();
  }

  /**
   * From now on it goes with its screen: where that is unplugged the system would lay the window over the counter's, and
   * where one is plugged in it opens there.
   */
  followScreens(): void {
    screen.on('display-removed', (_event, { id }) => {
      if (id === this.#screen) this.close();
    });
    screen.on('display-added', () => {
      if (this.counter() && !this.#window) this.openOnSecondScreen();
    });
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
