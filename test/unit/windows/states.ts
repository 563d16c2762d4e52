import type { TerminalState } from '../../../shared/contract/terminal-state';

/** A calm terminal in training. */
export function stateOf(changes: Partial<TerminalState> = {}): TerminalState {
  return {
    mode: 'training',
    terminal: 'T-1',
    site: 'Harbour House',
    role: 'any',
    operator: 'clerk',
    session: {
      person: null,
      required: false,
      requiredNext: false,
      locked: false,
      empty: false,
      lockAfterSeconds: 300,
    },
    offline: { step: 'none', needsApproval: false },
    purpose: { name: 'hotel.check-in', title: { en: 'Hotel check-in' }, form: 'stay' },
    purposes: [{ name: 'hotel.check-in', title: { en: 'Hotel check-in' }, form: 'stay' }],
    authority: { online: true, lastReachedAt: '2026-11-19T14:02:00Z' },
    outbox: { queued: 0, acknowledged: 12, refused: 0 },
    reportChanges: 0,
    awaitingVerdict: 0,
    lists: [{ id: 'trust-list', version: 3, ageSeconds: 7_200, state: 'fresh' }],
    journal: { entries: 18_204, head: 'a'.repeat(64) },
    readers: [],
    readerHost: { away: false, lost: 0 },
    today: { checkedIn: 3 },
    alerts: [],
    ...changes,
  };
}
