import type { BrowserWindow } from 'electron';
import type { z } from 'zod';
import type { EventMessage } from '../../shared/contract/events';
import { selfServicePageCalls, selfServicePageEvents } from '../../shared/contract/self-service-page';
import { TerminalState } from '../../shared/contract/terminal-state';
import { restrictWindow } from './contract-channel';
import type { Kiosk } from './kiosk';
import { openPageWindow, showAnewAfterCrash } from './page-window';

interface FrontWindowParts {
  /** The pages of the two faces. */
  urls: Readonly<Record<Face, string>>;
  preload: string;
  kiosk: Kiosk;
  /** Whether the app is ending: then nothing is opened any more. */
  quitting(): boolean;
  /** The window was closed, and the machine is not locked. */
  onClosed(): void;
  /** Windows ends the session of whoever is signed in there: nothing else tells the program. */
  onSessionEnd(): void;
}

/** Whom the window at the front is for. */
export type Face = 'staff' | 'public';

const Standing = TerminalState.pick({ selfService: true, session: true, terminal: true, journal: true });

/** Why nobody can be served before an installer has enrolled the machine, which is done on the staff's page. */
const TO_ENROL: ReadonlySet<string | undefined> = new Set(['not-enrolled', 'terminal-revoked']);

/**
 * The one window at the front of the terminal. At a counter it is the staff's. In self-service it is the public's, may
 * make the public's calls alone, and gives its place to the staff's exactly as long as somebody is signed in by PIN.
 * A page that crashes is shown anew; where the machine is locked, a window that went away is opened anew.
 */
export class FrontWindow {
  #window: BrowserWindow | null = null;
  /** Those whose place was taken, until what took it can be seen. */
  #leaving: BrowserWindow[] = [];
  #face: Face = 'staff';
  #wasShown: () => void = () => undefined;
  /** Resolves when there was something to see for the first time. */
  readonly firstShown = new Promise<void>((resolve) => (this.#wasShown = resolve));

  constructor(private readonly parts: FrontWindowParts) {}

  /** The staff's window; null where there is none, or the public has its place. */
  get staff(): BrowserWindow | null {
    return this.#face === 'staff' ? this.#window : null;
  }

  get shown(): BrowserWindow | null {
    return this.#window;
  }

  /** Opens it with this face, in the place of the one that was there. */
  open(face: Face): void {
    const { urls, preload, kiosk, quitting, onClosed, onSessionEnd } = this.parts;
    const before = this.#window;
    if (before) this.#leaving.push(before);
    const window = openPageWindow(preload, {
      ...(before?.getBounds() ?? { width: 1280, height: 800 }),
      ...(kiosk.state === 'locked' && { kiosk: true }),
    });
    if (face === 'public')
      restrictWindow(window.webContents, { calls: selfServicePageCalls, events: selfServicePageEvents });
    this.#window = window;
    this.#face = face;
    kiosk.guard(window, quitting);
    window.once('ready-to-show', () => {
      window.show();
      this.#wasShown();
      if (window === this.#window) for (const old of this.#leaving.splice(0)) old.destroy();
    });
    showAnewAfterCrash(window, () => !quitting());
    // Not at the question before it (`query-session-end`): the session may go on, and then the terminal has to.
    window.on('session-end', onSessionEnd);
    window.on('closed', () => {
      if (window !== this.#window || quitting()) return;
      this.#window = null;
      if (kiosk.state === 'locked') this.open(this.#face);
      else onClosed();
    });
    void window.loadURL(urls[face]);
  }

  /** Follows who works at the terminal: what a window shows decides nothing. */
  hear(message: EventMessage): void {
    if (message.event !== 'state' || this.parts.quitting() || !this.#window) return;
    const known = Standing.safeParse(message.payload);
    if (!known.success) return;
    const wanted = faceFor(known.data);
    if (wanted !== this.#face) this.open(wanted);
  }
}

/** The public's where people serve themselves; the staff's while one of them works here, or the machine has to be set up: new, or wiped. */
function faceFor({ selfService, session, terminal, journal }: z.infer<typeof Standing>): Face {
  const toEnrol = terminal === '' && TO_ENROL.has(journal.problem?.code);
  return selfService !== undefined && !session.empty && !session.person && !toEnrol ? 'public' : 'staff';
}
