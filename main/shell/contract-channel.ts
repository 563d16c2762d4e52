import { BrowserWindow, type WebContents, type WebFrameMain, ipcMain } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/contract/bridge';
import type { CallName, ShellHandlers } from '../../shared/contract/calls';
import { terminalCalls } from '../../shared/contract/calls';
import { type AnswerMessage, createDispatcher } from '../../shared/contract/dispatch';
import { customerCalls, customerEvents } from '../../shared/contract/customer-page';
import type { EventMessage } from '../../shared/contract/events';
import { sameOrigin } from './guards';

/** Forwards a call to the terminal process and resolves with its answer. */
export type AskTerminal = (name: CallName, request: unknown) => Promise<AnswerMessage>;

/** The windows of customers, by what they are and not by the address they show: a page cannot change that. */
const ofCustomers = new WeakSet<WebContents>();

/** From now on this window may make the customer's calls and hears the customer's events alone. */
export function restrictToCustomer(contents: WebContents): void {
  ofCustomers.add(contents);
}

/** Registers the one channel there is. Any frame but our own top-level page is refused, and to a customer's window what is not for it. */
export function serveContract(
  handlers: ShellHandlers,
  askTerminal: AskTerminal,
  trustedOrigin: string,
): void {
  const dispatch = createDispatcher(handlers);
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, request: unknown): Promise<AnswerMessage> => {
    const isForbidden = ofCustomers.has(event.sender) && !customerCalls.some((allowed) => allowed === name);
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
    if (ofCustomers.has(webContents) && !customerEvents.includes(message.event)) continue;
    webContents.send(EVENT_CHANNEL, message);
  }
}

function isTrusted(frame: WebFrameMain | null, trustedOrigin: string): boolean {
  return frame !== null && frame.parent === null && sameOrigin(frame.url, trustedOrigin);
}
