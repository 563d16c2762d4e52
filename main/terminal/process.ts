/** Entry of the terminal's process (an Electron utilityProcess): carries the contract over its parent port. */
import path from 'node:path';
import type { TerminalCallName } from '../../shared/contract/calls';
import { VestibuleError, reportOf } from '../../shared/domain/error';
import { type FromTerminal, ToTerminal } from './process-contract';
import { type Terminal, openTerminal } from './terminal';

const shell = process.parentPort;
let opening: Promise<Terminal> | null = null;

shell.on('message', ({ data, ports }) => {
  const parsed = ToTerminal.safeParse(data);
  if (!parsed.success) return;
  void answer(parsed.data, ports[0]);
});

async function answer(
  message: ReturnType<typeof ToTerminal.parse>,
  port: Electron.MessagePortMain | undefined,
) {
  switch (message.type) {
    case 'open':
      opening = openTerminal(message.options, {
        now: () => new Date(),
        monotonic: () => performance.now(),
        auditWorker: path.join(import.meta.dirname, 'audit-worker.js'),
        onWiped: () => tell({ type: 'wiped' }),
        emit: ({ event, payload }) => tell({ type: 'event', event, payload }),
      });
      await opening;
      return;
    case 'reader-host':
      if (port) (await opening)?.connectReaderHost(linkTo(port));
      return;
    case 'reader-host-lost':
      return (await opening)?.readerHostLost();
    case 'call': {
      const terminal = await opening;
      const notOpen = reportOf(new VestibuleError('terminal-restarting', 'The terminal is not open yet.'));
      const reply = terminal
        ? await terminal.dispatch(message.name as TerminalCallName, message.request)
        : { ok: false as const, error: notOpen };
      return tell({ type: 'answer', id: message.id, answer: reply });
    }
    case 'grant':
      (await opening)?.grant(message.grant, message.file);
      return;
    case 'settings':
      return (await opening)?.settingsChanged(message.changed);
    case 'awake':
      return (await opening)?.awake();
    case 'screen-locked':
      return (await opening)?.screenLocked();
    case 'updates':
      return (await opening)?.updatesStand(message.standing);
    case 'ping':
      return tell({ type: 'pong' });
    case 'shutdown':
      await (await opening)?.close();
      tell({ type: 'closed' });
      // The port keeps the process alive; everything that had to be written is written.
      process.exit(0);
  }
}

function linkTo(port: Electron.MessagePortMain) {
  return {
    post: (message: unknown) => port.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
  };
}

function tell(message: FromTerminal): void {
  shell.postMessage(message);
}
