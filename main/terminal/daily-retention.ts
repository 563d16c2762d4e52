import type { Journal } from '../journal/journal';

const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 24 * 3_600_000;
const AGAIN_MS = 3_600_000;
/** A clock that is further off than this from the authority's ends nobody's data. */
const TRUSTED_OFFSET_MS = 300_000;

/**
 * Ends personal data on its day while the terminal runs, a slice at a time beside the check-ins. It goes by the
 * authority's clock: while that has not been heard, or ours is far from it, nothing is erased.
 */
export class DailyRetention {
  readonly #stopping = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly journal: Pick<Journal, 'retention'>,
    private readonly clock: { now(): Date; offset(): number | null },
  ) {}

  start(): void {
    this.#schedule(FIRST_AFTER_MS);
  }

  /** Resolves when the slice at hand is done; nothing is erased afterwards. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Erases what is due now. Answers whether the clock could be trusted and the disk took it. */
  async apply(): Promise<boolean> {
    const offset = this.clock.offset();
    if (offset === null || Math.abs(offset) > TRUSTED_OFFSET_MS) return false;
    const at = new Date(this.clock.now().getTime() + offset);
    try {
      await this.journal.retention.apply(at, this.#stopping.signal);
      return true;
    } catch {
      // A disk that fails is told to those who record; what is due stays due.
      return false;
    }
  }

  #schedule(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#turn();
    }, delay);
    this.#timer.unref();
  }

  async #turn(): Promise<void> {
    const done = await this.apply();
    if (!this.#stopping.signal.aborted) this.#schedule(done ? EVERY_MS : AGAIN_MS);
  }
}
