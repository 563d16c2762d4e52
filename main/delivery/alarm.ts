/** Runs `ring` once after `delay` milliseconds; calling the answer before that prevents it. */
export type Schedule = (delay: number, ring: () => void) => () => void;

/** The machine's own timers. They count monotonic time, so a changed clock moves nothing. */
export const machineSchedule: Schedule = (delay, ring) => {
  const timer = setTimeout(ring, delay);
  return () => {
    clearTimeout(timer);
  };
};

/** One timer that can be set again: setting it forgets the time before. */
export class Alarm {
  #cancel: (() => void) | null = null;

  constructor(private readonly schedule: Schedule) {}

  /** Rings once after `delay` milliseconds unless it is set again or cancelled first. */
  set(delay: number, ring: () => void): void {
    this.cancel();
    this.#cancel = this.schedule(delay, () => {
      this.#cancel = null;
      ring();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
