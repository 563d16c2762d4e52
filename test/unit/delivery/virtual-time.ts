import type { Schedule } from '../../../main/delivery/alarm';

/** A clock and timers that move only when told, so that a schedule of hours runs in milliseconds and always the same way. */
export class VirtualTime {
  #time = Date.parse('2026-11-23T08:00:00Z');
  #timers: { at: number; ring: () => void }[] = [];

  readonly now = (): Date => new Date(this.#time);

  readonly schedule: Schedule = (delay, ring) => {
    const timer = { at: this.#time + delay, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Resolves after `delay` of virtual time. */
  readonly sleep = (delay: number): Promise<void> =>
    new Promise((resolve) => {
      this.schedule(delay, resolve);
    });

  /** Lets `duration` milliseconds go by; every timer in them rings at its own time. */
  async run(duration: number): Promise<void> {
    const end = this.#time + duration;
    for (;;) {
      await everythingReady();
      const next = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#time = Math.max(this.#time, next.at);
      next.ring();
    }
    this.#time = end;
  }

  /** Runs until `promise` has settled and answers it; gives up after `longest` virtual milliseconds. */
  async until<T>(promise: Promise<T>, longest = 3_600_000): Promise<T> {
    const state = { settled: false };
    const watch = promise.finally(() => {
      state.settled = true;
    });
    watch.catch(() => undefined);
    for (let waited = 0; !state.settled; waited += 100) {
      if (waited > longest) throw new Error('still waiting');
      await this.run(100);
    }
    return watch;
  }

  get waiting(): number {
    return this.#timers.length;
  }
}

/** Everything that can go on without time going by has gone on. */
function everythingReady(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
