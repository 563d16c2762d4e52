import { BrowserWindow, type WebFrameMain, ipcMain } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/bridge';
import type { CallName, ShellHandlers } from '../../shared/contract/calls';
import { terminalCalls } from '../../shared/contract/calls';
import { type AnswerMessage, createDispatcher } from '../../shared/contract/dispatch';
import type { EventMessage } from '../../shared/contract/events';
import { sameOrigin } from './guards';

/** Forwards a call to the terminal process and resolves with its answer. */
export type AskTerminal = (name: CallName, request: unknown) => Promise<AnswerMessage>;

/** Registers the one channel there is. Any frame but our own top-level page is refused. */
export function serveContract(
  handlers: ShellHandlers,
  askTerminal: AskTerminal,
  trustedOrigin: string,
): void {
  const dispatch = createDispatcher(handlers);
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, request: unknown): Promise<AnswerMessage> => {
    if (!isTrusted(event.senderFrame, trustedOrigin)) {
      return { ok: false, error: { code: 'not-permitted', message: 'This page may not call the terminal.' } };
    }
    if (typeof name === 'string' && Object.hasOwn(terminalCalls, name))
      return askTerminal(name as CallName, request);
    return dispatch(name, request);
  });
}

/** Tells every window. */
export function tellWindows(message: EventMessage): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, message);
  }
}

function isTrusted(frame: WebFrameMain | null, trustedOrigin: string): boolean {
  return frame !== null && frame.parent === null && sameOrigin(frame.url, trustedOrigin);
}
