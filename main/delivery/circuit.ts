import { Alarm, type Schedule } from './alarm';
import { backOff } from './back-off';

/** The longest time the authority can hold us off with one `Retry-After`. */
const LONGEST_HOLD = 3_600_000;

/**
 * Keeps one kind of work from hammering an authority that fails. A failure opens it for the
 * back-off, or for exactly as long as `Retry-After` asks; nothing recorded meanwhile closes it. It
 * closes when that time is over, when work succeeds, or when the network is back, which does not
 * end a time that the authority itself asked for. Only timers are used, never the clock.
 */
export class Circuit {
  #failures = 0;
  #state: 'closed' | 'open' | 'held' = 'closed';
  readonly #alarm: Alarm;

  constructor(
    schedule: Schedule,
    private readonly random: () => number,
    private readonly onClosed: () => void,
  ) {
    this.#alarm = new Alarm(schedule);
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  succeeded(): void {
    this.#failures = 0;
    this.#alarm.cancel();
    this.#state = 'closed';
  }

  /** `retryAfter` in milliseconds, if the authority said when to come back. */
  failed(retryAfter?: number): void {
    this.#failures += 1;
    this.#state = retryAfter === undefined ? 'open' : 'held';
    const wait = Math.min(retryAfter ?? backOff(this.#failures, this.random), LONGEST_HOLD);
    this.#alarm.set(wait, () => {
      this.#state = 'closed';
      this.onClosed();
    });
  }

  networkBack(): void {
    this.#failures = 0;
    if (this.#state === 'open') this.succeeded();
  }

  stop(): void {
    this.#alarm.cancel();
  }
}
