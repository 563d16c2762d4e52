/** A `Date` header counts whole seconds, so a difference below one says nothing. */
const RESOLUTION = 1_000;
/** An answer that travelled for longer says too little about the time in between. */
const LONGEST_TRAVEL = 5_000;

/** What the answers of the authority tell about its clock (RFC 9110 §6.6.1). */
export class AuthorityClock {
  #offset: number | null = null;
  #lastReachedAt: Date | null = null;

  constructor(private readonly now: () => Date) {}

  /** Milliseconds to add to our clock to get the authority's; null until it was heard. */
  get offset(): number | null {
    return this.#offset;
  }

  get lastReachedAt(): Date | null {
    return this.#lastReachedAt;
  }

  /** The authority's time, as far as it is known. */
  time(): Date {
    return new Date(this.now().getTime() + (this.#offset ?? 0));
  }

  /** Notes an answer to a request that was sent at `sentAt` by our clock. A cached answer (`Age`) carries an old date. */
  heard(headers: Headers, sentAt: Date): void {
    const receivedAt = this.now();
    this.#lastReachedAt = receivedAt;
    const date = Date.parse(headers.get('date') ?? '');
    const travelled = receivedAt.getTime() - sentAt.getTime();
    if (Number.isNaN(date) || headers.has('age') || travelled < 0 || travelled > LONGEST_TRAVEL) return;
    const middle = sentAt.getTime() + travelled / 2;
    const offset = Math.round(date + RESOLUTION / 2 - middle);
    this.#offset = Math.abs(offset) < RESOLUTION ? 0 : offset;
  }
}
