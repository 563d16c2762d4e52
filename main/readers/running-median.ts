/** The median of the last values told, up to `most` of them; undefined before the first. */
export class RunningMedian {
  readonly #values: number[] = [];

  constructor(private readonly most = 100) {}

  tell(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.most) this.#values.shift();
  }

  get median(): number | undefined {
    const sorted = this.#values.toSorted((one, other) => one - other);
    return sorted[Math.floor((sorted.length - 1) / 2)];
  }
}
