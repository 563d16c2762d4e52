import type { ReadEvent } from './read-event';

/** What one step of a framing leaves behind. */
export interface FramingStep<State> {
  readonly state: State;
  readonly events: readonly ReadEvent[];
  /** When to call `time` if nothing comes before; absent while nothing is half read. */
  readonly deadline?: number;
}

/** A pure reducer from what a device sends to presentations. `at` is milliseconds on any steady clock. It never throws. */
export interface Framing<State> {
  readonly idle: State;
  /** A report, or a piece of a byte stream cut anywhere. */
  bytes(state: State, bytes: Uint8Array, at: number): FramingStep<State>;
  /** Time has passed and nothing came. */
  time(state: State, at: number): FramingStep<State>;
  /** The device went away. */
  gone(state: State): FramingStep<State>;
}
