import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ReaderWatch } from '../../../main/terminal/reader-watch';
import type { ReaderState } from '../../../shared/domain/reader';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const written: { state: ReaderState; changes: number }[] = [];
  const watch = new ReaderWatch(
    ({ state, changes }) => void written.push({ state, changes }),
    () => performance.now(),
  );
  const hear = (state: ReaderState) => watch.hear({ id: 'usb-1', kind: 'hid-pos', name: 'Scanner', state });
  return { written, watch, hear };
}

describe('Given a reader', () => {
  test('when it comes and stays, fails and stays so, then each is written once', () => {
    const { written, hear } = watched();
    hear('opening');
    hear('live');
    hear('live');
    vi.advanceTimersByTime(10_000);
    hear('failing');
    vi.advanceTimersByTime(600_000);
    expect(written).toEqual([
      { state: 'live', changes: 1 },
      { state: 'failing', changes: 1 },
    ]);
  });

  test('when the reader host restarts and it is back at once, then nothing is written', () => {
    const { written, watch, hear } = watched();
    hear('live');
    vi.advanceTimersByTime(700_000);
    watch.allGone();
    vi.advanceTimersByTime(2_000);
    hear('live');
    vi.advanceTimersByTime(700_000);
    expect(written).toEqual([{ state: 'live', changes: 1 }]);
  });

  test('when its plug is loose for an hour, then at most one entry in ten minutes says how often', () => {
    const { written, watch, hear } = watched();
    for (let second = 0; second < 3_600; second += 13) {
      if (second % 2 === 0) hear('live');
      else watch.gone('usb-1');
      vi.advanceTimersByTime(13_000);
    }
    expect(written.length).toBeGreaterThan(2);
    expect(written.length).toBeLessThanOrEqual(7);
    expect(Math.max(...written.map(({ changes }) => changes))).toBeGreaterThan(20);
  });
});
