import { describe, expect, it } from 'vitest';
import { railStops } from '../../../renderer/components/rail-stops';
import { en } from '../../../renderer/messages/en';
import { createWords } from '../../../renderer/messages/words';
import type { Reader } from '../../../shared/domain/reader';
import type { TerminalState } from '../../../shared/contract/terminal-state';
import { stateOf } from './states';

const now = new Date('2026-11-19T14:06:00Z');
const scanner: Reader = {
  id: 'usb-1',
  kind: 'hid-pos',
  name: 'QS-20',
  driver: 'hid-pos',
  state: 'live',
  reads: 1,
  errors: 0,
  lastReadAt: '2026-11-19T14:04:00Z',
};

function stop(id: string, changes: Partial<TerminalState> = {}) {
  const found = railStops(stateOf(changes), now, createWords('en', en)).find((one) => one.id === id);
  if (!found) throw new Error(`The rail has no stop ${id}.`);
  return found;
}

describe('the rail', () => {
  it('Given a scanner, when it last read two minutes ago, then the rail says so', () => {
    expect(stop('usb-1', { readers: [scanner] })).toMatchObject({
      dot: 'live',
      name: 'QR scanner',
      line: 'read 2 min ago',
    });
  });

  it.each([
    ['opening', 'waiting'],
    ['no-permission', 'attention'],
    ['failing', 'attention'],
    ['set-aside', 'off'],
  ] as const)('Given a reader that is %s, when the rail shows it, then its dot is %s', (state, dot) => {
    expect(stop('usb-1', { readers: [{ ...scanner, state }] }).dot).toBe(dot);
  });

  it.each([
    ['none', []],
    ['one that was unplugged', [{ ...scanner, state: 'gone' as const }]],
    ['the camera alone', [{ ...scanner, kind: 'camera' as const }]],
  ])('Given as readers %s, when the rail shows them, then no reader is plugged in', (_case, readers) => {
    expect(stop('no-reader', { readers })).toMatchObject({ dot: 'off', cut: true });
  });

  it('Given records that wait while the authority is away, when the rail shows it, then the line is broken after the queue', () => {
    const away = {
      authority: { online: false, offlineSince: '2026-11-19T13:55:00Z' },
      outbox: { queued: 3, oldestAt: '2026-11-19T14:02:00Z', acknowledged: 0, refused: 0 },
      awaitingVerdict: 1,
    };
    expect(stop('queue', away)).toMatchObject({
      dot: 'waiting',
      line: '3 waiting, oldest 4 min, 1 answer due',
      cut: true,
    });
    expect(stop('authority', away)).toMatchObject({ dot: 'off', line: 'not reached for 11 min' });
  });

  it('Given an empty queue and a refused record, when the rail shows it, then the refusal is what it says', () => {
    const refused = { outbox: { queued: 0, acknowledged: 3, refused: 1 } };
    expect(stop('queue', refused)).toMatchObject({ dot: 'attention', line: '1 refused by the authority' });
  });

  it('Given a journal that cannot be opened, when the rail shows it, then the queue claims nothing', () => {
    const problem = { code: 'journal-damaged' as const, message: '' };
    const stopped = { journal: { entries: 0, head: '', problem } };
    expect(stop('journal', stopped)).toMatchObject({ dot: 'attention', line: 'stopped', cut: true });
    expect(stop('queue', stopped)).toMatchObject({ dot: 'off', line: 'stopped' });
  });

  it.each([
    ['fresh', 'live', 'fresh, 2 h old'],
    ['warn', 'waiting', 'ageing, 2 h old'],
    ['stale', 'attention', 'too old: nothing turns green'],
    ['absent', 'attention', 'none yet: nothing turns green'],
  ] as const)(
    'Given a list that is %s beside a fresh one, when the rail shows the lists, then the worst counts',
    (state, dot, line) => {
      const lists = [
        { id: 'trust-list', version: 3, ageSeconds: 7_200, state: 'fresh' as const },
        { id: 'status', version: 1, ageSeconds: 7_200, state },
      ];
      expect(stop('lists', { lists })).toMatchObject({ dot, line });
    },
  );
});
