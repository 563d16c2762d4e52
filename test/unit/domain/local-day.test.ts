import { afterEach, expect, test, vi } from 'vitest';
import { boundsOfDay, localDay } from '../../../shared/domain/local-day';

afterEach(() => {
  vi.unstubAllEnvs();
});

const zones = ['UTC', 'Asia/Shanghai', 'Europe/Rome', 'America/St_Johns', 'Pacific/Chatham'];

test.each(zones)(
  'Given a terminal in %s, when a day is bounded, then it has every instant of it and no other',
  (zone) => {
    vi.stubEnv('TZ', zone);
    for (const day of ['2026-01-01', '2026-03-29', '2026-10-25', '2026-11-01', '2028-02-29']) {
      const { start, end } = boundsOfDay(day);
      expect(localDay(new Date(start))).toBe(day);
      expect(localDay(new Date(Date.parse(end) - 1))).toBe(day);
      expect(localDay(new Date(Date.parse(start) - 1))).not.toBe(day);
      expect(localDay(new Date(end))).not.toBe(day);
    }
  },
);

test('Given a guest who comes at half past one at night in Shanghai, when the day is asked, then it is the new one', () => {
  vi.stubEnv('TZ', 'Asia/Shanghai');
  expect(localDay(new Date('2026-11-01T17:30:00.000Z'))).toBe('2026-11-02');
});
