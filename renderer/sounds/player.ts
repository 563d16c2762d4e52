import type { Outcome } from '../../shared/domain/verdict';
import { type Note, tones } from './tone';

/** Two partials a note: a soft body and a little of the octave, so that it carries over a lobby without being shrill. */
const partials = [
  { times: 1, share: 0.8 },
  { times: 2, share: 0.2 },
] as const;
const ATTACK_SECONDS = 0.008;
const QUIETEST = 0.0001;

/** Plays the four tones with WebAudio; the audio context opens with the first one. */
export class Player {
  #context: AudioContext | null = null;

  /** `volume` from 0 to 1, as the ear hears it. Silence is kept without opening anything. */
  play(outcome: Outcome, volume: number): void {
    if (volume <= 0) return;
    this.#context ??= new AudioContext();
    void this.#context.resume();
    for (const note of tones[outcome]) sound(this.#context, note, volume * volume);
  }
}

function sound(context: AudioContext, note: Note, loudness: number): void {
  const begin = context.currentTime + note.at + 0.01;
  const end = begin + note.seconds;
  for (const { times, share } of partials) {
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency: note.hertz * times });
    const gain = new GainNode(context, { gain: QUIETEST });
    gain.gain.setValueAtTime(QUIETEST, begin);
    gain.gain.exponentialRampToValueAtTime(
      Math.max(QUIETEST, loudness * share * 0.5),
      begin + ATTACK_SECONDS,
    );
    gain.gain.exponentialRampToValueAtTime(QUIETEST, end);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(begin);
    oscillator.stop(end);
  }
}
