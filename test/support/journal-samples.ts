import { randomUUID } from 'node:crypto';
import type { Appended, AppendOptions, Journal } from '../../main/journal/journal';
import type { Claims } from '../../shared/domain/claims';
import type { EntryBodyOf } from '../../shared/domain/entry-body';

export const stayRetention = { class: 'hotel', days: 365 };

/** Invented people; their numbers belong to nobody. */
export const people = {
  lin: {
    fullName: '林晓燕',
    latinName: 'LIN Xiaoyan',
    birthDate: '1990-03-07',
    sex: 'female',
    documentNumber: '110101199003074471',
  },
  okafor: {
    fullName: 'Adaeze Ngozi Okafor',
    givenName: 'Adaeze',
    familyName: 'Okafor',
    birthDate: '1985-07-21',
    documentNumber: 'A0 123 998',
  },
  garcia: { fullName: 'José García-Peña', birthDate: '1979-12-01', documentNumber: 'XK4471882' },
  nobody: {},
} satisfies Record<string, Claims>;

type CheckIn = EntryBodyOf<'check-in'>;

/** The body of a check-in in room 204 for two nights, changed as the test needs. */
export function checkInBody(claims: Claims, changes: Partial<CheckIn> & { room?: string } = {}): CheckIn {
  const { room = '204', ...rest } = changes;
  return {
    verdict: randomUUID(),
    purpose: 'hotel.check-in',
    outcome: 'verified',
    assurance: 'offline-signature',
    format: 'claim-169',
    claims,
    form: { room, arrival: '2026-11-02', departure: '2026-11-04' },
    operator: 'built-in clerk',
    ...rest,
  };
}

export function verdictBody(
  digest: string,
  changes: Partial<EntryBodyOf<'verdict'>> = {},
): EntryBodyOf<'verdict'> {
  return {
    verdict: randomUUID(),
    outcome: 'verified',
    assurance: 'offline-signature',
    format: 'claim-169',
    purpose: 'hotel.check-in',
    reader: 'desk',
    checks: [{ name: 'signature', ok: true }],
    claims: people.lin,
    digest,
    ...changes,
  };
}

export function checkIn(
  journal: Journal,
  claims: Claims,
  changes: Parameters<typeof checkInBody>[1] = {},
  options: Partial<AppendOptions> = {},
): Appended {
  return journal.append('check-in', checkInBody(claims, changes), { retention: stayRetention, ...options });
}

export function voidOf(journal: Journal, entry: string, reason = 'wrong room'): Appended {
  return journal.append(
    'void',
    { reason, operator: 'built-in clerk' },
    { about: entry, retention: stayRetention },
  );
}

/** Acknowledges everything that is queued, as the authority would. */
export function acknowledgeAll(journal: Journal): void {
  const batch = journal.outbox.takeBatch({ entries: 1_000, bytes: 10_000_000 });
  const results = batch.map(({ header }) => ({ entry: header.id, status: 'acknowledged' as const }));
  journal.outbox.settle(results, 'signed.by.authority');
}
