/** Batches that one process works on at a time. More would only wait for the database, and for longer than their senders do. */
const AT_ONCE = 32;
/** Seconds after which those come again who came too many: spread, so that they are not a crowd again. */
const AGAIN = { first: 2, last: 12 };

/**
 * Keeps a process from work that nobody waits for any more: when a whole fleet comes back at once, so many batches are
 * taken as are done in time, and the others are told when to come again.
 */
export class Crowd {
  #inside = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Lets one in: 0, and `leave` has to be called when it is done. Or seconds after which to come again. */
  enter(): number {
    if (this.#inside >= AT_ONCE)
      return AGAIN.first + Math.floor(this.random() * (AGAIN.last - AGAIN.first + 1));
    this.#inside += 1;
    return 0;
  }

  leave(): void {
    this.#inside -= 1;
  }
}
