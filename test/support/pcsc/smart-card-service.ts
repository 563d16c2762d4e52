import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { VirtualCard } from './virtual-card';

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const SCRIPT = path.resolve(import.meta.dirname, 'smart-card-service.sh');
const APART = ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--kill-child'];

/**
 * Whether a smart card service can be run here: pcscd with vpcd, and ip (Debian: pcscd vsmartcard-vpcd iproute2),
 * namespaces, and the package `smartcard`, which is compiled at installation.
 */
export function hasSmartCardService(): boolean {
  const can = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  return (
    existsSync('/usr/sbin/pcscd') &&
    existsSync(DRIVER) &&
    existsSync('node_modules/smartcard/build/Release/smartcard_napi.node') &&
    can('unshare', ...APART, 'ip', 'link', 'set', 'lo', 'up')
  );
}

/** Names of its two slots, as PC/SC lists them. */
export const SLOTS = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const;

/** The real pcscd, with a virtual reader of two slots, in namespaces of its own. It does not run until `up`. */
export interface SmartCardService {
  /** The variable that leads the PC/SC library to it, for this or another process. */
  readonly variables: { readonly PCSCLITE_CSOCK_NAME: string };
  /** Resolves when it answers. */
  up(): Promise<void>;
  /** Kills it; resolves when it is dead. */
  down(): Promise<void>;
  insert(slot: 0 | 1, card: VirtualCard): Promise<void>;
  /** Resolves when it has noticed that no card is in any slot; at once where it does not run. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export function smartCardService(): SmartCardService {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-pcsc-'));
  mkdirSync(path.join(folder, 'run'));
  mkdirSync(path.join(folder, 'readers'));
  writeFileSync(
    path.join(folder, 'readers', 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH ${DRIVER}\nCHANNELID 0x8C7B\n`,
  );
  const script = spawn('unshare', [...APART, 'bash', SCRIPT, folder, process.execPath], {
    stdio: ['pipe', 'pipe', process.env['VESTIBULE_PCSC_LOG'] ? 'inherit' : 'ignore'],
  });
  const lines = createInterface({ input: script.stdout });
  let running = false;
  const socket = path.join(folder, 'run', 'pcscd', 'pcscd.comm');
  return {
    variables: { PCSCLITE_CSOCK_NAME: socket },
    async up() {
      script.stdin.write('up\n');
      (await connected(socket)).destroy();
      running = true;
    },
    async down() {
      running = false;
      const down = once(lines, 'line');
      script.stdin.write('down\n');
      await down;
    },
    async insert(slot, card) {
      card.meet(await connected(path.join(folder, 'run', `slot${slot}`)));
    },
    async empty() {
      process.env['PCSCLITE_CSOCK_NAME'] = socket;
      const { Context, SCARD_STATE_PRESENT } = await import('smartcard');
      if (!running) return;
      const context = new Context();
      while (context.listReaders().some(({ state }) => (state & SCARD_STATE_PRESENT) !== 0))
        await setTimeout(20);
      context.close();
    },
    async close() {
      const ended = once(script, 'exit');
      script.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function connected(socketPath: string): Promise<net.Socket> {
  for (;;) {
    const socket = net.connect(socketPath);
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      await setTimeout(20);
    }
  }
}
