import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The authority's command in a process of its own, which can be killed and comes back on the same port. */
export class AuthorityProcess {
  #child: ChildProcess | undefined;
  #port = 0;
  url = '';

  constructor(
    private readonly program: string,
    private readonly database: string,
    private readonly keyFile: string,
    private readonly processes: number,
  ) {}

  async start(): Promise<void> {
    const args = ['--json', '--training', '--database', this.database, '--key-file', this.keyFile];
    const how = ['--processes', String(this.processes), '--port', String(this.#port)];
    const child = spawn(process.execPath, [this.program, 'authority', ...args, ...how], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    if (!child.stdout) throw new Error('The authority has no output.');
    const lines = createInterface(child.stdout);
    const ended = once(child, 'exit').then(() => undefined);
    const first = await Promise.race([once(lines, 'line') as Promise<[string]>, ended]);
    if (!first) throw new Error('The authority ended before it listened.');
    this.url = (JSON.parse(first[0]) as { url: string }).url;
    this.#port = Number(new URL(this.url).port);
    // What arrives is counted in the database; the lines are read so that nobody waits for a full pipe.
    lines.on('line', () => undefined);
  }

  /** Ends it at once, as a power cut does, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.#end('SIGKILL');
    await this.start();
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
