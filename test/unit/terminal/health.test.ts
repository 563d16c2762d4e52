import { describe, expect, test } from 'vitest';
import { healthFindings } from '../../../shared/domain/health';
import { type HealthFacts, healthOf } from '../../../main/terminal/health';
import { zip } from '../../../main/terminal/zip';
import { inflateRawSync } from 'node:zlib';

const now = new Date('2026-11-28T10:00:00Z');
const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const GIGABYTE = 1024 ** 3;

/** A machine in order, but for what a test changes. */
function facts(changes: Partial<HealthFacts> = {}, state: Partial<HealthFacts['state']> = {}): HealthFacts {
  return {
    state: {
      mode: 'live',
      authority: { online: true },
      outbox: { queued: 0, acknowledged: 7, refused: 0 },
      lists: [{ id: 'trust-list', version: 3, ageSeconds: 60, state: 'fresh' }],
      journal: { entries: 12, head: '' },
      readers: [],
      readerHost: { away: false, lost: 0 },
      ...state,
    } as HealthFacts['state'],
    keySource: 'key-store',
    freeBytes: 100 * GIGABYTE,
    clockOffset: 0,
    certificateEnds: new Date('2027-11-28T10:00:00Z'),
    now,
    updates: undefined,
    ...changes,
  };
}
const stateOf = (given: HealthFacts, topic: string) =>
  healthOf(given).find((check) => check.topic === topic)?.state;

describe('How a machine is', () => {
  test('Given a terminal that comes back to its authority with a full disk, when it tells how it is, then the disk is named and not that it was away', () => {
    const away = facts({ freeBytes: 0 }, { authority: { online: false, lastReachedAt: before(30) } });
    expect(stateOf(away, 'authority')).toBe('bad');
    expect(healthFindings(healthOf(away))).toEqual([{ topic: 'disk', state: 'bad' }]);
  });

  test('Given a machine in order, when it is looked at, then everything is good', () => {
    expect(new Set(healthOf(facts()).map(({ state }) => state))).toEqual(new Set(['good']));
  });

  test.each([
    ['key', 'bad', facts({ keySource: 'key-file' })],
    ['readers', 'bad', facts({}, { readerHost: { away: true, lost: 1 } })],
    ['readers', 'attention', facts({}, { readerHost: { away: false, lost: 2 } })],
    ['key', 'bad', facts({ keySource: 'passphrase' })],
    ['key', 'attention', facts({ keySource: 'folder' }, { mode: 'training' })],
    ['key', 'unknown', facts({ keySource: undefined })],
    ['disk', 'attention', facts({ freeBytes: GIGABYTE })],
    ['disk', 'bad', facts({ freeBytes: 100_000_000 })],
    ['clock', 'attention', facts({ clockOffset: -11_000 })],
    ['clock', 'bad', facts({ clockOffset: 301_000 })],
    ['clock', 'unknown', facts({ clockOffset: null })],
    ['certificate', 'attention', facts({ certificateEnds: new Date('2026-12-10T10:00:00Z') })],
    ['certificate', 'bad', facts({ certificateEnds: new Date('2026-11-27T10:00:00Z') })],
    ['certificate', undefined, facts({ certificateEnds: null })],
    ['authority', 'attention', facts({}, { authority: { online: false, lastReachedAt: before(2) } })],
    ['authority', 'bad', facts({}, { authority: { online: false, lastReachedAt: before(25) } })],
    [
      'queue',
      'attention',
      facts({}, { outbox: { queued: 3, oldestAt: before(2), acknowledged: 0, refused: 0 } }),
    ],
    ['queue', 'bad', facts({}, { outbox: { queued: 3, oldestAt: before(25), acknowledged: 0, refused: 0 } })],
    ['queue', 'attention', facts({}, { outbox: { queued: 0, acknowledged: 0, refused: 1 } })],
    [
      'trust-list',
      'bad',
      facts({}, { lists: [{ id: 'trust-list', version: 3, ageSeconds: 9e6, state: 'stale' }] }),
    ],
    [
      'status-lists',
      'attention',
      facts(
        {},
        { lists: [{ id: 'https://issuer.example/status/1', version: 1, ageSeconds: 9e5, state: 'warn' }] },
      ),
    ],
    [
      'journal',
      'bad',
      facts({}, { journal: { entries: 0, head: '', problem: { code: 'key-missing', message: '' } } }),
    ],
  ])(
    'Given what is wrong with the %s, when the machine is looked at, then it is %s',
    (topic, state, given) => {
      expect(stateOf(given, topic)).toBe(state);
    },
  );

  test('Given files, when they are packed, then each unpacks to what it was', () => {
    const archive = zip({ 'one.txt': 'eins', 'zwei.json': '{"a":"ä"}'.repeat(50) }, now);
    const name = Buffer.from('zwei.json');
    const start = archive.indexOf(name) + name.length;
    const length = archive.readUInt32LE(archive.indexOf(name) - 12);
    expect(inflateRawSync(archive.subarray(start, start + length)).toString()).toBe('{"a":"ä"}'.repeat(50));
    expect(archive.subarray(-22).readUInt16LE(10)).toBe(2);
  });
});
