/** Batches that one process works on at a time. More would only wait for the database, and for longer than their senders do. */
const AT_ONCE = 32;
/** Milliseconds over which it is counted how many come in vain and how many are done. */
const WINDOW = 10_000;
/** Seconds after which those come again who came in vain: spread from the first to as long as all of them will take. */
const AGAIN = { first: 2, least: 12, most: 60 };

/**
 * Keeps a process from work that nobody waits for any more: when a whole fleet comes back at once, so many batches are
 * taken as are done in time, and the others are told when to come again, so that they are not a crowd again.
 */
export class Crowd {
  #inside = 0;
  #window = { since: 0, inVain: 0, done: 0 };
  /** Seconds that those who came in vain in the last window will take. */
  #seconds = AGAIN.least;

  constructor(private readonly random: () => number = Math.random) {}

  /** Lets one in: 0, and `leave` has to be called when it is done. Or seconds after which to come again. */
  enter(now: number): number {
    this.#look(now);
    if (this.#inside < AT_ONCE) {
      this.#inside += 1;
      return 0;
    }
    this.#window.inVain += 1;
    return AGAIN.first + Math.floor(this.random() * (this.#seconds - AGAIN.first + 1));
  }

  leave(): void {
    this.#inside -= 1;
    this.#window.done += 1;
  }

  #look(now: number): void {
    const { since, inVain, done } = this.#window;
    if (now - since < WINDOW) return;
    const seconds = ((inVain / Math.max(1, done)) * WINDOW) / 1000;
    this.#seconds = Math.min(AGAIN.most, Math.max(AGAIN.least, Math.ceil(seconds)));
    this.#window = { since: now, inVain: 0, done: 0 };
  }
}
