import { randomUUID } from 'node:crypto';
import type { RecordedParty } from '../../../shared/domain/party-form';
import type { Verdict } from '../../../shared/domain/verdict';

/** A verdict about an invented person. */
export function verdictOf(changes: Partial<Verdict> = {}): Verdict {
  return {
    id: randomUUID(),
    presentation: randomUUID(),
    at: '2026-11-19T14:02:07Z',
    purpose: 'hotel.check-in',
    reader: { id: 'simulated-scanner', kind: 'simulated', name: 'Simulated scanner' },
    outcome: 'verified',
    assurance: 'offline-signature',
    format: 'claim-169',
    checks: [],
    claims: { fullName: 'Ελένη Καραγιάννη', latinName: 'Eleni Karagianni' },
    micros: 1_840_000,
    training: true,
    ...changes,
  };
}

export function recordedOf(): RecordedParty {
  return {
    records: [{ recorded: true, entry: randomUUID(), seq: 7, hash: 'a'.repeat(64), duplicates: [] }],
  };
}
