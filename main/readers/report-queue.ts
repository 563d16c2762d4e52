/** Takes reports off a driver's hands at once and delivers them in order from the event loop, also those that came before a listener. */
export class ReportQueue {
  #waiting: Uint8Array[] = [];
  #listener: ((report: Uint8Array) => void) | null = null;
  #scheduled = false;

  push(report: Uint8Array): void {
    this.#waiting.push(report);
    this.#schedule();
  }

  listen(listener: (report: Uint8Array) => void): void {
    this.#listener = listener;
    this.#schedule();
  }

  /** Delivers what is waiting now. */
  flush(): void {
    this.#scheduled = false;
    if (!this.#listener) return;
    const reports = this.#waiting;
    this.#waiting = [];
    for (const report of reports) this.#listener(report);
  }

  #schedule(): void {
    if (this.#scheduled || !this.#listener || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }
}
