import { AuthorityError } from '../authority-error';

/** Requests from one address within a minute that name nothing there is, before it has to wait. */
const ALLOWED = 60;
const MINUTE = 60_000;
/** Addresses that are remembered at once. */
const MOST_ADDRESSES = 10_000;

/** Counts who guesses the ids of requests. In memory: an id has 128 random bits, this only keeps noise away. */
export class Misses {
  readonly #by = new Map<string, { since: number; misses: number }>();

  constructor(private readonly now: () => Date) {}

  /** Runs `work`, and counts it against the address where it finds nothing. Throws `AuthorityError` rate-limited. */
  async count<T>(address: string, work: () => Promise<T>): Promise<T> {
    const at = this.now().getTime();
    const known = this.#by.get(address);
    const current = known && at - known.since < MINUTE ? known : { since: at, misses: 0 };
    if (current.misses >= ALLOWED) {
      const wait = Math.ceil((current.since + MINUTE - at) / 1000);
      throw new AuthorityError('rate-limited', 'Too many requests that name nothing.', Math.max(1, wait));
    }
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof AuthorityError && thrown.code === 'not-found') {
        current.misses += 1;
        if (this.#by.size >= MOST_ADDRESSES) this.#by.clear();
        this.#by.set(address, current);
      }
      throw thrown;
    }
  }
}
