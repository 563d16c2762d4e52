import type { BrowserWindow, Input } from 'electron';
import type { HandlersOf } from '../../shared/contract/calls';
import type { KioskState } from '../../shared/contract/kiosk-calls';
import { kioskCalls } from '../../shared/contract/kiosk-calls';
import { VestibuleError } from '../../shared/domain/error';
import type { Installation } from '../installation';
import type { AskTerminal } from './contract-channel';
import { isWayOut } from './way-out';
import type { Store } from './store';

/**
 * The lock on the window at the counter: full screen, not closed, not minimised, no shortcut out. It is set before the
 * window shows, so that neither a crash nor a power cut gets around it. What only the operating system can lock (other
 * programs, its own key combinations) is its own (docs/kiosk.md).
 */
export class Kiosk {
  #window: BrowserWindow | null = null;
  #state: KioskState = 'off';

  get state(): KioskState {
    return this.#state;
  }

  /** Guards this window from now on; it is locked only while the state says so. */
  guard(window: BrowserWindow, endsInOrder: () => boolean): void {
    this.#window = window;
    if (this.#state === 'locked') this.lock();
    window.on('close', (event) => {
      if (this.#state === 'locked' && !endsInOrder()) event.preventDefault();
    });
    window.on('minimize', () => this.#state === 'locked' && window.restore());
    window.on('leave-full-screen', () => this.#state === 'locked' && window.setKiosk(true));
    window.webContents.on('before-input-event', (event, input: Input) => {
      if (this.#state === 'locked' && isWayOut(input)) event.preventDefault();
    });
    window.webContents.on('devtools-opened', () => {
      if (this.#state === 'locked') window.webContents.closeDevTools();
    });
  }

  lock(): void {
    this.#state = 'locked';
    this.#window?.setKiosk(true);
    this.#window?.setClosable(false);
    this.#window?.setMinimizable(false);
  }

  release(state: 'off' | 'released'): void {
    this.#state = state;
    this.#window?.setClosable(true);
    this.#window?.setMinimizable(true);
    this.#window?.setKiosk(false);
  }
}

/** The lock as the windows ask for it. */
export function createKioskCalls(
  kiosk: Kiosk,
  { installation, ask }: { installation: Store<Installation>; ask: AskTerminal },
): HandlersOf<'kiosk.read' | 'kiosk.lock' | 'kiosk.leave' | 'kiosk.switch-off'> {
  const installers = async (pin: { operator?: string; pin?: string }): Promise<number> => {
    const answer = await ask('kiosk.may-leave', pin);
    if (!answer.ok) throw new VestibuleError(answer.error.code, answer.error.message);
    return kioskCalls['kiosk.may-leave'].reply.parse(answer.reply).installers;
  };
  return {
    'kiosk.read': () => ({ state: kiosk.state }),
    'kiosk.lock': async () => {
      if ((await installers({})) === 0)
        throw new VestibuleError('not-permitted', 'An installer with a PIN comes first: nobody could leave.');
      await installation.write({ kiosk: true });
      kiosk.lock();
      return { state: kiosk.state };
    },
    'kiosk.leave': async (pin) => {
      await installers(pin);
      if (kiosk.state === 'locked') kiosk.release('released');
      return { state: kiosk.state };
    },
    'kiosk.switch-off': async () => {
      if (kiosk.state === 'locked')
        throw new VestibuleError('not-permitted', 'Leave the kiosk first, with the PIN of an installer.');
      await installation.write({ kiosk: false });
      kiosk.release('off');
      return { state: kiosk.state };
    },
  };
}
