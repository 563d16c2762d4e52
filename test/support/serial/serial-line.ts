import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a test says that needs a serial line and has nothing to make one of. */
export const SOCAT_ABSENT = 'skipped: socat absent';

/** Whether a serial line can be made here. */
export const hasSocat = spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0;

const FAKE_READER = path.resolve(import.meta.dirname, 'fake-sam.mjs');

/** A card as the fake reader takes it. */
export interface FakeCard {
  text: string;
  photo: string;
  /** 32 hexadecimal digits. */
  samId: string;
  address?: string;
}

export type Manner = 'plain' | 'dribble' | 'glued' | 'garbage' | 'broken' | 'stall' | 'mute';

/** A reader that can be plugged into a port, talked to, and pulled out. */
export class FakeReader {
  /** Requests that it got, as hexadecimal digits. */
  readonly requests: string[] = [];
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'vestibule-serial-'));
  #cable: ChildProcess | null = null;
  #reader: ChildProcess | null = null;

  /** Where the terminal finds it while it is plugged in. */
  get port(): string {
    return path.join(this.#folder, 'port');
  }

  /** A line between two pseudo-terminals, and the reader, in a process of its own, at its far end. */
  async plug(): Promise<void> {
    const far = path.join(this.#folder, 'reader');
    this.#cable = spawn('socat', [`pty,raw,echo=0,link=${far}`, `pty,raw,echo=0,link=${this.port}`], {
      stdio: 'ignore',
    });
    await until(() => existsSync(far) && existsSync(this.port));
    const reader = fork(FAKE_READER, [far], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#reader = reader;
    reader.on('message', (message: { request?: string }) => {
      if (message.request) this.requests.push(message.request);
    });
    await this.#told('ready');
  }

  /** The cable is pulled: both ends of the line vanish at once. */
  async unplug(): Promise<void> {
    const [cable, reader] = [this.#cable, this.#reader];
    this.#cable = null;
    this.#reader = null;
    if (cable?.exitCode === null) {
      cable.kill();
      await once(cable, 'exit');
    }
    if (reader?.connected) reader.disconnect();
    if (reader?.exitCode === null) await once(reader, 'exit');
    await until(() => !existsSync(this.port));
  }

  lay = (card: FakeCard) => this.#tell({ lay: card });
  lift = () => this.#tell({ lift: true });
  behave = (manner: Manner) => this.#tell({ manner });
  /** It says something by itself, whole or in pieces of `every` bytes. */
  say = (bytes: string | Uint8Array, every?: number) =>
    this.#tell({ say: Buffer.from(bytes).toString('base64'), every });
  /** It has stopped in the middle of an answer. */
  stalled = () => this.#told('stalled');

  async close(): Promise<void> {
    await this.unplug();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #tell(message: object): Promise<void> {
    const done = this.#told('done');
    this.#reader?.send(message);
    await done;
  }

  async #told(word: 'ready' | 'done' | 'stalled'): Promise<void> {
    const reader = this.#reader;
    if (!reader) throw new Error('The reader is not plugged in.');
    await new Promise<void>((resolve, reject) => {
      const listen = (message: object) => {
        if (!(word in message)) return;
        reader.off('message', listen);
        reader.off('exit', gone);
        resolve();
      };
      const gone = () => reject(new Error(`The fake reader ended before it was ${word}.`));
      reader.on('message', listen);
      reader.once('exit', gone);
    });
  }
}

/** Waits for something to become true; a test's own time-out is the limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}
