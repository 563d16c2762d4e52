import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const PYTHON = '/usr/bin/python3';
const SCRIPT = path.resolve(import.meta.dirname, 'fake-bus.py');

/** Whether umockdev and its Python binding are here (Debian: umockdev gir1.2-umockdev-1.0 python3-gi). */
export function hasFakeBus(): boolean {
  const probe = 'import gi; gi.require_version("UMockdev", "1.0"); from gi.repository import UMockdev';
  const { status } = spawnSync('umockdev-wrapper', [PYTHON, '-c', probe], {
    stdio: 'ignore',
    timeout: 20_000,
  });
  return status === 0;
}

export interface FakeDevice {
  vendorId: number;
  productId: number;
  manufacturer?: string;
  product?: string;
  serial?: string;
  descriptor: Uint8Array;
  /** Nobody but root may open it. */
  forbidden?: boolean;
}

/** A Node program that sees a fake USB bus, and the bus. */
export interface FakeBus {
  readonly program: ChildProcess;
  /** `node` is the name under /dev, for example `hidraw0`. */
  plug(node: string, device: FakeDevice): Promise<void>;
  /** Each report is one read of the program's; they come as fast as they can. */
  send(node: string, reports: readonly Uint8Array[]): Promise<void>;
  unplug(node: string): Promise<void>;
  /** What the program sent to the device: `feature fe01`, `output fd03…`. */
  sent(node: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts `node FILE` over a bus without devices; the program talks over its IPC channel. */
export async function startOverFakeBus(file: string): Promise<FakeBus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-bus-'));
  const socketPath = path.join(folder, 'bus');
  const program = spawn('umockdev-wrapper', [PYTHON, SCRIPT, socketPath, '--', process.execPath, file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const socket = await connected(socketPath);
  const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
  let asking: Promise<unknown> = Promise.resolve();

  const ask = (command: object): Promise<Answer> => {
    const answered = asking.then(async () => {
      socket.write(`${JSON.stringify(command)}\n`);
      const line = await answers.next();
      const answer = JSON.parse(String(line.value)) as Answer;
      if (!answer.ok) throw new Error(answer.error);
      return answer;
    });
    asking = answered.catch(() => undefined);
    return answered;
  };

  return {
    program,
    async plug(node, { descriptor, ...names }) {
      await ask({ op: 'plug', node, ...names, descriptor: Buffer.from(descriptor).toString('hex') });
    },
    async send(node, reports) {
      const hex = reports.map((report) => Buffer.from(report).toString('hex'));
      await ask({ op: 'reports', node, hex });
    },
    async unplug(node) {
      await ask({ op: 'unplug', node });
    },
    async sent(node) {
      const { sent = [] } = await ask({ op: 'sent', node });
      return sent.map(({ kind, hex }) => `${kind} ${hex}`);
    },
    async close() {
      const ended = program.exitCode === null ? once(program, 'exit') : Promise.resolve();
      if (program.connected) program.send({ type: 'shutdown' });
      await ended;
      socket.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Answer {
  ok: boolean;
  error?: string;
  sent?: { kind: string; hex: string }[];
}

async function connected(socketPath: string): Promise<net.Socket> {
  for (;;) {
    const socket = net.connect(socketPath);
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      await setTimeout(50);
    }
  }
}
