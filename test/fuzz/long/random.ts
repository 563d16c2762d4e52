/** A small generator of numbers that gives the same for the same seed (xorshift32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0 || 1;
  }

  /** From 0 up to and without `end`. */
  below(end: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return end > 0 ? (this.#state >>> 0) % end : 0;
  }

  pick<T>(all: readonly T[]): T | undefined {
    return all[this.below(all.length)];
  }
}
