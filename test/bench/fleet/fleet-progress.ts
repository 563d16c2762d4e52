/** Milliseconds between two lines. */
const EVERY = 5_000;

/** How far a fleet has come, counted as it delivers, and told on standard error while it does. */
export class FleetProgress {
  delivered = 0;
  kills = 0;
  #begun = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly name: string,
    private readonly total: number,
  ) {}

  /** A line now and then until `end`. */
  begin(): void {
    this.#begun = performance.now();
    this.#timer = setInterval(() => console.error(this.#line()), EVERY);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  /** Resolves to true when this share of everything was delivered, or to false when `over` is what comes first. */
  async reached(share: number, over: () => boolean): Promise<boolean> {
    while (this.delivered < share * this.total) {
      if (over()) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return !over();
  }

  #line(): string {
    const seconds = (performance.now() - this.#begun) / 1000;
    const pace = this.delivered / seconds;
    const left = pace === 0 ? '?' : Math.ceil((this.total - this.delivered) / pace / 60);
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
    const percent = Math.floor((100 * this.delivered) / this.total);
    return `  ${this.name}: ${this.delivered} of ${this.total} (${percent} %) after ${Math.round(seconds)} s, ${Math.round(pace)}/s, ${this.kills} kills, about ${left} min left; the terminals take ${memory} MB`;
  }
}
