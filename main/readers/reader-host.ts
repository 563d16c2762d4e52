/** Entry of the reader host's process: an Electron utilityProcess (messages over a port it is given) or a forked Node child. */
import { FromShell } from './host-contract';
import { openReaderHost } from './host';

/** How long devices may take to be let go before the process ends anyway. */
const CLOSING_MS = 300;

const host = openReaderHost(leave);
const shell: Electron.ParentPort | undefined = process.parentPort;

if (shell) {
  shell.on('message', ({ data, ports }) => {
    const parsed = FromShell.safeParse(data);
    if (!parsed.success) return;
    const [port] = ports;
    if (parsed.data.type === 'shutdown') leave();
    else if (port) host.connect(lineOver(port));
  });
} else {
  process.once('disconnect', leave);
  host.connect({
    // A terminal that has just gone away is no error: `disconnect` follows.
    post: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void process.on('message', listener),
  });
}

/** A crash ends this process alone; what a driver threw could hold what it read, so only its kind is named. */
process.on('uncaughtException', (thrown) => {
  process.stderr.write(
    `The reader host stops: ${thrown instanceof Error ? thrown.name : 'unknown error'}.\n`,
  );
  process.exit(1);
});

function leave(): void {
  setTimeout(() => process.exit(0), CLOSING_MS);
  void host.close().finally(() => process.exit(0));
}

function lineOver(port: Electron.MessagePortMain) {
  return {
    post: (message: unknown) => port.postMessage(message),
    onMessage: (listener: (message: unknown) => void) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
  };
}
