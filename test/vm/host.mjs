/** The built reader host as a process of an ordinary user, and what it says. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A software processor is slow: what has not come by then does not come. */
const PATIENCE = 60_000;

export class Host {
  heard = [];
  #process;
  #wake = () => undefined;

  constructor(checkout, user) {
    const file = path.join(checkout, 'dist/main/reader-host.js');
    this.#process = fork(file, { cwd: '/', uid: user, gid: user });
    this.#process.on('message', (message) => {
      this.heard.push(message);
      this.#wake();
    });
  }

  /** Texts presented so far. */
  texts() {
    return this.heard.flatMap(({ type, content }) => (type === 'presentation' ? [content.text] : []));
  }

  /** Whether a message that fits came, from `from` on, or comes in time. */
  async until(fits, from = 0) {
    const deadline = Date.now() + PATIENCE;
    for (let at = from; ; at++) {
      while (at >= this.heard.length) {
        const left = deadline - Date.now();
        if (left <= 0) return false;
        await new Promise((resolve) => {
          this.#wake = resolve;
          setTimeout(resolve, left);
        });
      }
      if (fits(this.heard[at])) return true;
    }
  }

  async end() {
    const ended = once(this.#process, 'exit');
    this.#process.send({ type: 'shutdown' });
    await ended;
  }
}
