import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  /** The number of its USB interface; 0 by default. */
  interface?: number;
  /** Nobody but root may open it. */
  forbidden?: boolean;
}

/** A bus without devices at first. `node` is a name under /dev, for example `hidraw0`. */
export interface FakeBus {
  plug(node: string, device: FakeDevice): Promise<void>;
  /** Each report is one read of the program's; they come as fast as they can. */
  send(node: string, reports: readonly Uint8Array[]): Promise<void>;
  unplug(node: string): Promise<void>;
  /** What the program sent to the device: `feature fe01`, `output fd03…`. */
  sent(node: string): Promise<string[]>;
  /** Lets go of the bus; it ends with the program. */
  close(): Promise<void>;
}

/** Starts `node FILE` over a fake bus; the program talks over its IPC channel. `close` asks it to shut down. */
export async function startOverFakeBus(file: string): Promise<FakeBus & { readonly program: ChildProcess }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-bus-'));
  const socketPath = path.join(folder, 'bus');
  const [command, ...args] = overFakeBus(socketPath, [process.execPath, file]);
  const program = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const bus = await busAt(socketPath);
  return {
    ...bus,
    program,
    async close() {
      const ended = program.exitCode === null ? once(program, 'exit') : Promise.resolve();
      if (program.connected) program.send({ type: 'shutdown' });
      await ended;
      await bus.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An executable that starts `program` with its own arguments over a fake bus; `bus` once it runs. */
export function executableOverFakeBus(program: string): {
  executable: string;
  bus(): Promise<FakeBus>;
  remove(): void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-bus-'));
  const socketPath = path.join(folder, 'bus');
  const executable = path.join(folder, 'program');
  const words = overFakeBus(socketPath, [program]).map((word) => `'${word}'`);
  writeFileSync(executable, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o700 });
  return {
    executable,
    bus: () => busAt(socketPath),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function overFakeBus(socketPath: string, program: readonly string[]): [string, ...string[]] {
  return ['umockdev-wrapper', PYTHON, SCRIPT, socketPath, '--', ...program];
}

async function busAt(socketPath: string): Promise<FakeBus> {
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
      socket.destroy();
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
