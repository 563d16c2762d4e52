import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type Line = Record<string, unknown>;

/** A `vestibule run --headless` of the build, driven by JSON lines as a script would. */
export class Headless {
  readonly events: Line[] = [];
  readonly #child: ChildProcess;
  readonly #answers = new Map<string, (line: Line) => void>();
  readonly #listeners = new Set<(line: Line) => void>();
  #lastId = 0;
  #stderr = '';
  readonly exit: Promise<number | null>;

  constructor(args: readonly string[]) {
    const cli = path.resolve('dist/main/cli.js');
    this.#child = spawn(process.execPath, [cli, 'run', '--headless', ...args], { stdio: 'pipe' });
    this.#child.stderr?.on('data', (bytes: Buffer) => (this.#stderr += bytes.toString()));
    this.exit = new Promise((resolve) => this.#child.once('close', resolve));
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) =>
        this.#hear(JSON.parse(line) as Line),
      );
    }
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** The first event so named that fits, past or future. */
  event(name: string, fits: (line: Line) => boolean = () => true): Promise<Line> {
    const wanted = (line: Line) => line['event'] === name && fits(line);
    const past = this.events.find(wanted);
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const hear = (line: Line) => {
        if (!wanted(line)) return;
        this.#listeners.delete(hear);
        resolve(line);
      };
      this.#listeners.add(hear);
      void this.exit.then((code) => reject(new Error(`ended with ${code} before ${name}: ${this.#stderr}`)));
    });
  }

  /** Sends a command and waits for its answer; null where the process ended first. */
  ask(command: string, fields: Line = {}): Promise<Line | null> {
    const id = String(++this.#lastId);
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      void this.exit.then(() => resolve(null));
      this.raw(JSON.stringify({ id, command, ...fields }));
    });
  }

  raw(line: string): void {
    this.#child.stdin?.write(`${line}\n`, () => undefined);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #hear(line: Line): void {
    const id = line['id'];
    if (typeof id === 'string' && !('event' in line)) {
      this.#answers.get(id)?.(line);
      this.#answers.delete(id);
      return;
    }
    this.events.push(line);
    for (const listener of this.#listeners) listener(line);
  }
}
