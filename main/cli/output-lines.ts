/**
 * Lines for standard output, held back until `begin` and then written together once the work at hand is done: a write
 * for each of a hundred lines costs more than what they tell of.
 */
export class OutputLines {
  #waiting: string[] = [];
  #begun = false;
  #planned = false;

  say(line: string): void {
    this.#waiting.push(line);
    if (this.#begun) this.#plan();
  }

  /** From now on lines are written. */
  begin(): void {
    this.#begun = true;
    if (this.#waiting.length > 0) this.#plan();
  }

  /** Writes at once what waits. */
  flush(): void {
    this.#planned = false;
    if (!this.#begun || this.#waiting.length === 0) return;
    console.log(this.#waiting.join('\n'));
    this.#waiting = [];
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(() => this.flush());
  }
}
