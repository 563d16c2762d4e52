import type { Outcome } from '../../shared/domain/verdict';

/** One note: when it begins and how long it sounds in seconds, and its pitch in hertz. */
export interface Note {
  at: number;
  seconds: number;
  hertz: number;
}

/** Verified two rising notes; queued one held; by eye two equal; refused two falling, lowest of all. Each under 400 ms. */
export const tones: Readonly<Record<Outcome, readonly Note[]>> = {
  verified: [
    { at: 0, seconds: 0.14, hertz: 659.26 },
    { at: 0.12, seconds: 0.24, hertz: 987.77 },
  ],
  'unverified-queued': [{ at: 0, seconds: 0.36, hertz: 523.25 }],
  'check-by-eye': [
    { at: 0, seconds: 0.13, hertz: 587.33 },
    { at: 0.18, seconds: 0.13, hertz: 587.33 },
  ],
  refused: [
    { at: 0, seconds: 0.16, hertz: 329.63 },
    { at: 0.15, seconds: 0.23, hertz: 207.65 },
  ],
};

/** How long a tone sounds in all, in seconds. */
export function toneLength(notes: readonly Note[]): number {
  return Math.max(...notes.map((note) => note.at + note.seconds));
}
