/** Works that an authority does again and again while it listens, each with a pause after it, none twice at a time. */
export class RepeatedWorks {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();

  /** `failed` hears of a work that did not go through; it is done again all the same. */
  constructor(private readonly failed: (thrown: unknown, name: string) => void) {}

  /** Does the work with so many milliseconds before each time; a work that has begun already goes on as it is. */
  begin(name: string, every: number, work: () => Promise<unknown>): void {
    if (this.#timers.has(name)) return;
    const plan = () => {
      const timer = setTimeout(() => void this.#do(name, work).then(again), every);
      timer.unref();
      this.#timers.set(name, timer);
    };
    const again = () => (this.#timers.has(name) ? plan() : undefined);
    plan();
  }

  /** Nothing is begun any more; resolves when what was under way is done. */
  async end(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#running);
  }

  async #do(name: string, work: () => Promise<unknown>): Promise<void> {
    const running = work().then(
      () => undefined,
      (thrown: unknown) => this.failed(thrown, name),
    );
    this.#running.add(running);
    await running;
    this.#running.delete(running);
  }
}
