import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The reference authority as a process of its own on 127.0.0.2, which can be killed and comes back on the same port and data. */
export class AuthorityProcess {
  port = 0;
  kills = 0;
  #child;

  constructor(folder) {
    this.folder = folder;
  }

  get pid() {
    return this.#child.pid;
  }

  /** Resolves to what it says when it listens. */
  start() {
    const words = ['authority', '--training', '--database', this.folder, '--host', '127.0.0.2', '--json'];
    this.#child = spawn(process.execPath, ['dist/main/cli.js', ...words, '--port', String(this.port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((resolve, reject) => {
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        const said = JSON.parse(line);
        if (said.type !== 'listening') return;
        this.port = Number(new URL(said.url).port);
        resolve(said);
      });
      this.#child.once('exit', (code) => reject(new Error(`The authority ended with ${code}.`)));
    });
  }

  async kill() {
    this.kills += 1;
    await this.#end('SIGKILL');
  }

  stop() {
    return this.#end('SIGTERM');
  }

  #end(signal) {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill(signal);
    return gone;
  }
}
