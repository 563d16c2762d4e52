import { BrowserWindow, type WebContents, type WebFrameMain, ipcMain } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/bridge';
import type { CallName, ShellHandlers } from '../../shared/contract/calls';
import { terminalCalls } from '../../shared/contract/calls';
import { type AnswerMessage, createDispatcher } from '../../shared/contract/dispatch';
import type { EventMessage, EventName } from '../../shared/contract/events';
import { sameOrigin } from './guards';

/** Forwards a call to the terminal process and resolves with its answer. */
export type AskTerminal = (name: CallName, request: unknown) => Promise<AnswerMessage>;

/** What a window that is not the staff's may ask, and what it hears. */
interface Restriction {
  calls: readonly CallName[];
  events: readonly EventName[];
}

/** Windows that are not the staff's, by what they are and not by the address they show: a page cannot change that. */
const restricted = new WeakMap<WebContents, Restriction>();

/** From now on this window may make these calls and hears these events alone. */
export function restrictWindow(contents: WebContents, to: Restriction): void {
  restricted.set(contents, to);
}

/** Registers the one channel there is. Any frame but our own top-level page is refused, and to a restricted window what is not for it. */
export function serveContract(
  handlers: ShellHandlers,
  askTerminal: AskTerminal,
  trustedOrigin: string,
): void {
  const dispatch = createDispatcher(handlers);
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, request: unknown): Promise<AnswerMessage> => {
    const allowed: readonly unknown[] | undefined = restricted.get(event.sender)?.calls;
    const isForbidden = allowed !== undefined && !allowed.includes(name);
    if (isForbidden || !isTrusted(event.senderFrame, trustedOrigin)) {
      return { ok: false, error: { code: 'not-permitted', message: 'This page may not call the terminal.' } };
    }
    if (typeof name === 'string' && Object.hasOwn(terminalCalls, name))
      return askTerminal(name as CallName, request);
    return dispatch(name, request);
  });
}

/** Tells every window what it may hear. */
export function tellWindows(message: EventMessage): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isDestroyed()) continue;
    const { webContents } = window;
    if (restricted.get(webContents)?.events.includes(message.event) === false) continue;
    webContents.send(EVENT_CHANNEL, message);
  }
}

function isTrusted(frame: WebFrameMain | null, trustedOrigin: string): boolean {
  return frame !== null && frame.parent === null && sameOrigin(frame.url, trustedOrigin);
}
