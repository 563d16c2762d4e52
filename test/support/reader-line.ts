import type { ChildProcess } from 'node:child_process';
import { FromReaderHost, type ToReaderHost } from '../../main/readers/host-contract';

/** The terminal's end of the line to a reader host in a child process. */
export class ReaderLine {
  readonly heard: FromReaderHost[] = [];
  #wake: () => void = () => undefined;

  constructor(private readonly host: ChildProcess) {
    host.on('message', (message) => {
      this.heard.push(FromReaderHost.parse(message));
      this.#wake();
    });
  }

  say(message: ToReaderHost): void {
    this.host.send(message);
  }

  /** The first message that fits among those from `from` on, past or future. */
  async until(fits: (message: FromReaderHost) => boolean, from = 0): Promise<FromReaderHost> {
    for (;;) {
      const found = this.heard.slice(from).find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Texts presented so far. */
  texts(): string[] {
    return this.heard.flatMap((message) =>
      message.type === 'presentation' && message.content.type === 'text' ? [message.content.text] : [],
    );
  }
}
