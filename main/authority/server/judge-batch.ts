import { EntryBody } from '../../../shared/domain/entry-body';
import type { EntryRefusal, EntryResult, WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { type ReadEntry, commitmentHolds, entryRefusal, readEntry } from './entry-check';
import type { Held, StoredEntry } from './storage/entry-store';

/** What of a terminal's epoch is stored already, as far as it touches the batch. */
export interface Before {
  readonly held: Held;
  /** By sequence number. */
  readonly stored: ReadonlyMap<number, StoredEntry>;
  /** Ids of the batch that entries of the terminal have, in any epoch. */
  readonly idsTaken: ReadonlySet<string>;
}

/** A new entry, not sealed yet. */
export interface FreshEntry extends ReadEntry {
  readonly refused: EntryRefusal | null;
}

export interface JudgedBatch {
  readonly results: EntryResult[];
  readonly fresh: FreshEntry[];
  /** Ids whose bodies a person asked to have erased. */
  readonly erased: string[];
  /** How far the entries are here with this batch. */
  readonly held: Held;
}

/**
 * The entry of the batch with another id and another hash than the one that is stored under its number: two machines
 * write one history, or a disk was set back.
 */
export function forkIn(batch: readonly WireEntry[], { stored }: Before): WireEntry | undefined {
  return batch.find(({ header, hash }) => {
    const there = stored.get(header.seq);
    return there && there.id !== header.id && there.hash !== hash;
  });
}

/** What becomes of each entry of a batch without a fork. Throws `AuthorityError` sequence-gap. */
export function judgeBatch(batch: readonly WireEntry[], before: Before): JudgedBatch {
  let { held } = before;
  const ids = new Set(before.idsTaken);
  const results: EntryResult[] = [];
  const fresh: FreshEntry[] = [];
  const erased: string[] = [];
  for (const entry of batch) {
    const { header, hash } = entry;
    const about = { entry: header.id, seq: header.seq, hash };
    const read = readEntry(entry);
    const stored = before.stored.get(header.seq);
    if (stored) {
      results.push({ ...about, ...repeated(read, stored) });
      continue;
    }
    if (header.seq !== held.cursor + 1)
      throw new AuthorityError('sequence-gap', `The next sequence number is ${held.cursor + 1}.`);
    const reason = ids.has(header.id) ? 'content-changed' : entryRefusal(read, held.head);
    results.push({ ...about, status: reason ? 'refused' : 'accepted', ...(reason && { reason }) });
    fresh.push({ ...read, refused: reason ?? null });
    if (header.kind === 'erasure' && !reason) erased.push(...erasedBy(read));
    ids.add(header.id);
    held = { cursor: header.seq, head: hash };
  }
  return { results, fresh, erased, held };
}

/** The header as it is stored and compared: RFC 8785 JSON. */
export function headerText({ header }: ReadEntry): string {
  return Buffer.from(header).toString('utf8');
}

/** What an entry gets whose number is taken: the same answer as before if it is the same in every bit. */
function repeated(read: ReadEntry, stored: StoredEntry): Pick<EntryResult, 'status' | 'reason'> {
  const same = stored.hash === read.entry.hash && stored.header === headerText(read);
  if (same && isRefusal(stored.refused)) return { status: 'refused', reason: stored.refused };
  if (!same || !commitmentHolds(read)) return { status: 'refused', reason: 'content-changed' };
  return { status: 'duplicate' };
}

/** A person's request that the terminal passed on; its body was found to conform. */
function erasedBy({ opened }: ReadEntry): readonly string[] {
  if (!opened) return [];
  return EntryBody.erasure.parse(JSON.parse(Buffer.from(opened.body).toString('utf8'))).entries;
}

const refusals: Record<EntryRefusal, true> = {
  'content-changed': true,
  'hash-wrong': true,
  'chain-broken': true,
  'commitment-wrong': true,
  'body-malformed': true,
};

function isRefusal(reason: string | null): reason is EntryRefusal {
  return reason !== null && Object.hasOwn(refusals, reason);
}
