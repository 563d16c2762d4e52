import type { EntryBodyOf } from '../../shared/domain/entry-body';
import type { Journal } from '../journal/journal';

/** Less than this is a clock being adjusted, not one that jumps. */
const JUMP_MS = 2_000;
const LOOK_EVERY_MS = 5_000;
/** So many jumps wait for a journal that takes nothing. */
const KEPT = 50;
const RETENTION = { class: 'journal', days: 3_650 };

/**
 * Holds the wall clock against the monotonic one. A jump is an entry of its own (PROTOCOL, Delivery), before
 * anything that is recorded by the new time. A machine that slept looks like a jump forward: while it sleeps the
 * monotonic clock stands still.
 */
export class ClockWatch {
  #wall: number;
  #monotonic: number;
  #unwritten: EntryBodyOf<'clock'>[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly parts: {
      journal: Pick<Journal, 'append'>;
      now(): Date;
      /** Milliseconds. */
      monotonic(): number;
      /** The clock jumped by so many milliseconds, or the machine has been asleep for them. */
      onJump(milliseconds: number): void;
    },
  ) {
    this.#wall = parts.now().getTime();
    this.#monotonic = parts.monotonic();
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Writes a jump down, if there was one since the last look. One that the journal does not take is written at the next. */
  look(): void {
    const wall = this.parts.now().getTime();
    const monotonic = this.parts.monotonic();
    const expected = this.#wall + (monotonic - this.#monotonic);
    const jump = Math.round(wall - expected);
    if (Math.abs(jump) >= JUMP_MS) {
      const body = {
        before: new Date(expected).toISOString(),
        after: new Date(wall).toISOString(),
        jumpMilliseconds: jump,
      };
      this.#unwritten = [...this.#unwritten, body].slice(-KEPT);
    }
    this.#wall = wall;
    this.#monotonic = monotonic;
    this.#write();
    if (Math.abs(jump) >= JUMP_MS) this.parts.onJump(jump);
  }

  #write(): void {
    try {
      for (let body = this.#unwritten[0]; body; body = this.#unwritten[0]) {
        this.parts.journal.append('clock', body, { retention: RETENTION });
        this.#unwritten.shift();
      }
    } catch {
      return;
    }
  }
}
