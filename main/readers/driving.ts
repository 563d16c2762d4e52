/** What the reader host is doing with which device, said in time to whoever outlives it: a crash then has a name. */
import type { ToShell } from './host-contract';

export class Driving {
  readonly #opening = new Set<string>();
  #last: string | undefined;

  /** `tell` must have handed a message on when it returns: what follows may end this process. */
  constructor(private readonly tell: (message: ToShell) => void) {}

  get isOpening(): boolean {
    return this.#opening.size > 0;
  }

  /** Marks a device while it is opened, or `transport:NAME` while its devices are listed for the first time. */
  async opening<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.#opening.add(id);
    this.#say();
    try {
      return await work();
    } finally {
      this.#opening.delete(id);
      if (!id.startsWith('transport:')) this.#last = id;
      this.#say();
    }
  }

  /** It has sent something, or something is sent to it. */
  touch(id: string): void {
    if (this.#last === id) return;
    this.#last = id;
    this.#say();
  }

  /** A device that was set aside is unplugged. */
  letGo(id: string): void {
    this.tell({ type: 'let-go', id });
  }

  #say(): void {
    this.tell({ type: 'driving', opening: [...this.#opening], last: this.#last });
  }
}
