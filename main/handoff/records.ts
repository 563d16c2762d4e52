import type { z } from 'zod';
import type { EntryKind } from '../../shared/domain/entry';
import { EntryBody } from '../../shared/domain/entry-body';
import type { HandoffRecord } from '../../shared/domain/handoff';
import type { Purpose } from '../../shared/domain/purpose';
import type { Journal } from '../journal/journal';

/** Records of the journal in its order, each cut down to what its purpose lets go on. */
export interface HandoffRecords {
  /** So many at most behind a place, and the place up to which that is everything. */
  after(cursor: number, limit: number): { records: HandoffRecord[]; through: number };
}

export interface HandoffRecordsParts {
  journal: Pick<Journal, 'browse' | 'entry' | 'withdrawal'>;
  /** The purpose of that name that this site has, if any. */
  purpose(name: string): Purpose | undefined;
  training: boolean;
}

export const HANDED_OVER: readonly EntryKind[] = [
  'check-in',
  'void',
  'check-out',
  'consent',
  'late-verdict',
  'erasure',
];

/** What each form hands over: what a booking needs, and nothing that somebody wrote in words of their own. */
const formFields = {
  stay: ['room', 'arrival', 'departure'],
  customer: ['reference', 'legalBasis'],
  claim: ['reference'],
} as const;

export function createHandoffRecords({ journal, purpose, training }: HandoffRecordsParts): HandoffRecords {
  /** The purpose of an entry, where it may be handed over. `erased` where its body is gone and cannot say. */
  const allowed = (body: unknown): Purpose | 'erased' | undefined => {
    if (body === null) return 'erased';
    const { data } = EntryBody['check-in'].pick({ purpose: true }).safeParse(body);
    const known = data && purpose(data.purpose);
    return known?.handsOver ? known : undefined;
  };

  const recordAt = (position: number, id: string): HandoffRecord | undefined => {
    const entry = journal.entry(id);
    if (!entry || entry.body === null) return undefined;
    const { kind, at, terminal, about } = entry.header;
    const common = { v: 1, id, cursor: position, at, terminal, training } as const;
    if (kind === 'erasure') {
      const { entries } = EntryBody.erasure.parse(entry.body);
      const records = entries.filter((erased) => journal.entry(erased)?.header.kind === 'check-in');
      return records.length === 0 ? undefined : { ...common, kind, records };
    }
    if (kind === 'check-in')
      return checkIn(common, EntryBody['check-in'].parse(entry.body), allowed(entry.body));
    if (about === null || allowed(journal.entry(about)?.body) === undefined) return undefined;
    if (kind === 'void') return { ...common, kind, about };
    if (kind === 'check-out') return { ...common, kind, about, left: EntryBody[kind].parse(entry.body).left };
    // About a check-in it is a withdrawal; the answer to the question itself is about a verdict, and in the check-in.
    if (kind === 'consent')
      return journal.withdrawal(about)?.entry === id
        ? { ...common, kind: 'consent-withdrawn', about }
        : undefined;
    if (kind !== 'late-verdict') return undefined;
    const { verdict, outcome } = EntryBody[kind].parse(entry.body);
    return { ...common, kind, verdict, outcome };
  };

  return {
    after(cursor, limit) {
      const found = journal.browse.following(cursor, HANDED_OVER, limit);
      const records = found.flatMap(({ position, id }) => recordAt(position, id) ?? []);
      return { records, through: found.at(-1)?.position ?? cursor };
    },
  };
}

type CheckInRecord = Extract<HandoffRecord, { kind: 'check-in' }>;
type Common = Pick<CheckInRecord, 'v' | 'id' | 'cursor' | 'at' | 'terminal' | 'training'>;

function checkIn(
  common: Common,
  body: z.infer<(typeof EntryBody)['check-in']>,
  purpose: Purpose | 'erased' | undefined,
): CheckInRecord | undefined {
  if (purpose === undefined || purpose === 'erased') return undefined;
  const { verdict, outcome, assurance, format, party } = body;
  const claims = Object.fromEntries(
    Object.entries(body.claims).filter(([name]) => purpose.handsOver?.some((claim) => claim === name)),
  );
  const form = Object.fromEntries(
    formFields[purpose.form].flatMap((name) => {
      const value = body.form[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  return {
    ...common,
    kind: 'check-in',
    purpose: purpose.name,
    verdict,
    outcome,
    ...(assurance && { assurance }),
    ...(format && { format }),
    claims,
    form,
    ...(party && { party }),
  };
}
