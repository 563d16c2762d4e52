import { describe, expect, it } from 'vitest';
import { toneLength, tones } from '../../../renderer/sounds/tone';
import { Outcome } from '../../../shared/domain/verdict';

const pitches = (outcome: Outcome) => tones[outcome].map((note) => note.hertz);

describe('the four tones', () => {
  it.each(Outcome.options)('Given %s, when it sounds, then it takes less than 400 ms', (outcome) => {
    expect(toneLength(tones[outcome])).toBeLessThan(0.4);
  });

  it('Given ears alone, when the tones are told apart, then verified rises, by eye repeats, refused falls lowest, queued holds', () => {
    const [low = 0, high = 0] = pitches('verified');
    expect(high).toBeGreaterThan(low);
    expect(new Set(pitches('check-by-eye')).size).toBe(1);
    expect(tones['check-by-eye']).toHaveLength(2);
    const [first = 0, last = 0] = pitches('refused');
    expect(last).toBeLessThan(first);
    const all = Outcome.options.flatMap(pitches);
    expect(Math.min(...all)).toBe(last);
    expect(tones['unverified-queued']).toHaveLength(1);
  });
});
