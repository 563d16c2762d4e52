import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Distance, offlineStanding } from '../../../main/verification/offline-limits';
import { purposeNamed } from '../../../main/verification/purposes';

const hotel = purposeNamed('hotel.check-in').offline;
const near: Distance = { hours: 0, entries: 0, bytes: 0, freeDiskBytes: 1e12 };
const MB = 1024 * 1024;

describe('Given the offline rules of a hotel', () => {
  test.each<[string, Partial<Distance>, string, string | undefined]>([
    ['the authority answers, whatever waits', { entries: 9_000, bytes: 9e9 }, 'none', undefined],
    ['it is away for a moment', { hours: 0.01, entries: 3 }, 'none', undefined],
    ['it is away for a day', { hours: 24 }, 'warn', 'time'],
    ['it is away for three days', { hours: 72 }, 'supervisor', 'time'],
    ['half as much waits as may', { hours: 1, entries: 250 }, 'warn', 'entries'],
    ['as much waits as may', { hours: 30, entries: 500 }, 'supervisor', 'entries'],
    ['what waits is large', { hours: 1, bytes: 256 * MB }, 'supervisor', 'bytes'],
    ['the disk is nearly full', { freeDiskBytes: 511 * MB }, 'warn', 'disk'],
    ['nobody can tell how full the disk is', { freeDiskBytes: null }, 'none', undefined],
  ])('when %s, then the step is the right one', (_, change, step, cause) => {
    expect(offlineStanding(hotel, { ...near, ...change })).toEqual(cause ? { step, cause } : { step });
  });

  test('when the purpose says stop, then check-ins stop there, and not before', () => {
    const rules = {
      ...hotel,
      stopAfterHours: 168,
      stopAfterEntries: 900,
      freeDiskBytes: { warn: 9, stop: 5 },
    };
    expect(offlineStanding(rules, { ...near, hours: 167.9 }).step).toBe('supervisor');
    expect(offlineStanding(rules, { ...near, hours: 168 })).toEqual({ step: 'stop', cause: 'time' });
    expect(offlineStanding(rules, { ...near, hours: 1, entries: 900 })).toEqual({
      step: 'stop',
      cause: 'entries',
    });
    expect(offlineStanding(rules, { ...near, freeDiskBytes: 4 })).toEqual({ step: 'stop', cause: 'disk' });
  });

  test('when it gets worse in any way, then the step never gets milder', () => {
    const steps = ['none', 'warn', 'supervisor', 'stop'];
    const distance = fc.record({
      hours: fc.double({ min: 0, max: 400, noNaN: true }),
      entries: fc.nat(2_000),
      bytes: fc.nat(600 * MB),
      freeDiskBytes: fc.nat(1_000 * MB),
    });
    const rules = { ...hotel, stopAfterHours: 168, stopAfterEntries: 900 };
    fc.assert(
      fc.property(distance, distance, (one, other) => {
        const worse = {
          hours: Math.max(one.hours, other.hours),
          entries: Math.max(one.entries, other.entries),
          bytes: Math.max(one.bytes, other.bytes),
          freeDiskBytes: Math.min(one.freeDiskBytes, other.freeDiskBytes),
        };
        const at = (where: Distance) => steps.indexOf(offlineStanding(rules, where).step);
        return at(worse) >= Math.max(at(one), at(other));
      }),
    );
  });
});
