import type { JournalDetails, JournalLine, JournalSearch } from '../../shared/contract/journal-calls';
import type { Guest, GuestPage, GuestQuery, HistoryPage, HistoryQuery } from '../../shared/contract/guest';
import type { Day } from '../../shared/contract/day-calls';
import type { Claims } from '../../shared/domain/claims';
import type { DeliveryState } from '../../shared/domain/delivery-state';
import type { PrivateKey, PublicKey } from '../crypto/jwk';
import type { EntryHeader, EntryKind, WireEntry } from '../../shared/domain/entry';
import type { EntryBodyOf } from '../../shared/domain/entry-body';
import type { Party } from '../../shared/domain/party';
import type { Reports, ToldReport } from './reports';
import type { Stays } from './stays';

export type { ToldReport };

/**
 * The append-only chained log of one data folder, with its projections. Everything is synchronous: a call
 * that returned has been committed with full sync. Writes throw VestibuleError: journal-full (no room; what
 * is recorded is safe), journal-unavailable (the disk refuses), journal-damaged.
 */
export interface Journal {
  /**
   * Whose entries follow: set after enrolment and remembered. The same identity again changes nothing;
   * another terminal or a later epoch begins a new chain at sequence 1; what still waits of another terminal is refused
   * from then on, since nobody can deliver under its name. An earlier epoch of the same terminal is refused: bad-request.
   */
  begin(identity: Identity): void;
  readonly identity: Identity | null;

  /**
   * Who signs the checkpoints from now on, after `begin`; what the authority stated about the key stays on record.
   * Without it none are written. Before `begin`: not-enrolled.
   */
  signWith(signer: JournalSigner): void;

  /**
   * Writes one entry with its outbox row and projections in one transaction, and returns after the commit is
   * durable. Before `begin`: not-enrolled. A body that does not fit its kind, or an id used before: bad-request.
   * A void is about a check-in: unknown-entry if it is none, already-void if it was taken back before. So is a
   * check-out: already-checked-out if the person has left before. A party holds check-ins only: unknown-entry. A late
   * verdict is about the verdict's entry, as the check-in is: that is how a guest's line finds it.
   */
  append<K extends EntryKind>(kind: K, body: EntryBodyOf<K>, options: AppendOptions): Appended;

  /**
   * Writes several entries in this order in one transaction: all of them or, if anything is wrong with one, none.
   * A party that arrives together is recorded together. Throws as `append`.
   */
  appendAll(items: readonly ToAppend[]): Appended[];

  /**
   * Writes a signed checkpoint over every entry before it; undefined where nobody can sign, or nothing was written
   * since the last one. It happens by itself after every 500 entries and in `close`.
   */
  checkpoint(): Appended | undefined;

  /** How many entries there are, over all epochs, and the hash of the newest (64 zeros when there is none). */
  head(): { entries: number; hash: string };

  /** One entry with its body decrypted; `body` is null once its data key has been destroyed. */
  entry(id: string): { header: EntryHeader; hash: string; body: unknown } | undefined;

  /** One entry with its salt and the very bytes of its body, as a receipt shows it; undefined once they are erased. */
  opened(id: string): OpenedEntry | undefined;

  /** A keyed digest of what was presented, hex: equal for equal bytes, and meaningless without the key. */
  digestOf(bytes: Uint8Array): string;

  /** When a verdict with this digest was last journalled, RFC 3339. */
  shownBefore(digest: string): string | undefined;

  /**
   * Makes guests, search index, late verdicts and digests anew from the entries, in one transaction. Answers how
   * many entries it read. Throws journal-damaged, and then nothing has changed.
   */
  rebuild(): number;

  /** The statements of every succession entry, oldest first: the chain of the authority's signing keys. */
  successions(): string[];

  /** A party as its newest entry says it; undefined where there is none, or it has been erased. */
  party(id: string): Party | undefined;
  /** The entry by which the consent of this check-in was withdrawn, and when; undefined while it stands. */
  withdrawal(checkIn: string): { entry: string; at: string } | undefined;

  readonly outbox: Outbox;
  readonly awaiting: Awaiting;
  readonly guests: Guests;
  readonly stays: Stays;
  readonly reports: Reports;
  readonly browse: Browse;
  readonly days: Days;
  readonly vault: Vault;
  readonly retention: Retention;

  /** Gives the folder free for another process. Nothing may be called afterwards. */
  close(): void;
}

/** Which terminal writes, and in which of its lives: a re-enrolment after a rollback begins a new epoch. */
export interface Identity {
  terminal: string;
  epoch: number;
}

/** An entry that opens its own commitment: SHA-256(salt ‖ body). */
export interface OpenedEntry {
  header: EntryHeader;
  hash: string;
  salt: Uint8Array;
  body: Uint8Array;
}

/** The terminal's key with the authority's word for it: the enrolment statement (JWS) and the key that signed that. */
export interface JournalSigner {
  key: PrivateKey;
  statement: string;
  authorityKey: PublicKey;
}

export interface AppendOptions {
  /** A UUID chosen by the caller; a new one otherwise. */
  id?: string;
  /** The entry this one is about. */
  about?: string | null;
  /** Under which rule the body is kept, and for how many days from now. */
  retention: { class: string; days: number };
  /** Milliseconds to add to the wall clock to get the authority's, as last seen. */
  clockOffset?: number | null;
  /** Kept until the late verdict: the question sealed to the authority (JWE) and when it was presented. */
  awaiting?: { verdict: string; sealed: string; presentedAt: string };
}

/** One entry of several; each kind with its own body. */
export type ToAppend = {
  [K in EntryKind]: { kind: K; body: EntryBodyOf<K>; options: AppendOptions };
}[EntryKind];

export interface Appended {
  entry: string;
  seq: number;
  hash: string;
}

/** Entries that the authority has not acknowledged. What was being sent when the process ended is queued again. */
export interface Outbox {
  /**
   * `queued` counts queued and sending; `oldestAt` is the wall time of the oldest of them. A checkpoint that waits
   * for the next batch is in none of the counts: it never causes one by itself.
   */
  counts(): { queued: number; acknowledged: number; refused: number; oldestAt?: string };
  /** How many bytes the sealed bodies of what is queued take on the disk. */
  queuedBytes(): number;
  /**
   * The next queued entries in the order of the journal, at most so many and so many bytes of JSON (but one
   * at least), marked as sending. An entry whose data key is gone travels as its header alone. Empty where only
   * checkpoints wait: they travel with what comes after them.
   */
  takeBatch(limit: { entries: number; bytes: number }): WireEntry[];
  /**
   * The same, in clear of what is being sent: what has not been acknowledged behind a place in the journal, and where
   * to go on; of the terminals that this one was before, also what was refused. Nothing is marked; for an export beside delivery.
   */
  waiting(after: number, limit: { entries: number; bytes: number }): { batch: WireEntry[]; through: number };
  /** Sending → queued, after a failed send. */
  requeue(): void;
  /** Takes the authority's answers and its signed acknowledgement (JWS) in one transaction. Unknown entries are passed over. */
  settle(results: readonly DeliveryResult[], acknowledgement: string): void;
  state(entry: string): { state: DeliveryState; reason?: string } | undefined;
  /** Of each epoch of this terminal, oldest first, the one that is written now last. Empty before `begin`. */
  reach(): Reach[];
  /**
   * Queues again whatever was settled behind this place, later epochs too: the authority has lost it. Answers how many.
   */
  resendFrom(epoch: number, cursor: number): number;
}

/** How far one epoch goes: its last sequence number, and the one up to which the authority has settled everything. */
export interface Reach {
  epoch: number;
  last: number;
  settled: number;
}

export interface DeliveryResult {
  entry: string;
  status: 'acknowledged' | 'refused';
  reason?: string;
}

/** Amber verdicts whose question the authority has not answered yet, oldest first. */
export interface Awaiting {
  list(): { verdict: string; entry: string; sealed: string; presentedAt: string }[];
  remove(verdict: string): void;
  count(): number;
}

/** What the Guests screen and the check-in form ask. Days are local calendar days at the time of recording. */
export interface Guests {
  /**
   * One page, newest first. Without a day and without a search, today's. Within a day a search finds parts of
   * words; over the whole history whole words (two or more characters of a Chinese name, or the family name),
   * rooms, whole document numbers and their last four characters.
   */
  page(query: GuestQuery, now: Date): GuestPage;
  /** A page of the whole history, newest first. Its time does not grow with what lies before the page by more than the counting of it. */
  history(query: HistoryQuery): HistoryPage;
  /** One guest by the entry of the check-in; null where it is none, or its data key has been destroyed. */
  one(entry: string): Guest | null;
  /** Check-ins of today that were not taken back, and the newest of them. */
  today(now: Date): { checkedIn: number; lastRecorded?: { at: string; room: string } };
  /** Earlier check-ins of this person in a stay that overlaps, not taken back, oldest first. */
  duplicatesOf(
    claims: Claims,
    stay: { arrival: string; departure: string },
  ): { entry: string; at: string; room: string }[];
}

/** What the Journal page asks: public columns, and of a body what is about nobody. */
export interface Browse {
  /**
   * Where in the slice of the journal that ends below a place stands what is looked for, newest first; `next` is
   * below which place to go on, null where the journal begins. A call takes some ten milliseconds at most.
   */
  find(search: JournalSearch, below: number): { positions: number[]; next: number | null };
  /** Entries of these kinds behind a place, oldest first, and how many there are in all. */
  following(after: number, kinds: readonly EntryKind[], limit: number): { position: number; id: string }[];
  countFollowing(after: number, kinds: readonly EntryKind[]): number;
  /** The lines at these places, newest first; a place that there is not is left out. */
  lines(positions: readonly number[]): JournalLine[];
  /** The authority's signed acknowledgement (JWS) that covers an entry; undefined while there is none. */
  acknowledgementOf(id: string): string | undefined;
  /** One entry with its delivery and the masked fields of its body; undefined if there is none. */
  details(id: string): JournalDetails | undefined;
}

/** What the Day page asks. */
export interface Days {
  /** The figures of a local calendar day, as far as it has come by `now`. */
  read(day: string, now: Date): Day;
}

/** Small secrets sealed under the master key: the terminal's private key, the enrolment, the trust list. */
export interface Vault {
  get(name: string): Uint8Array | undefined;
  set(name: string, value: Uint8Array): void;
}

/** The end of personal data: by the rules of the purpose, or because a person asks. The chain stays as it is. */
export interface Retention {
  /** How many bodies have come to their end by `at`, how many have not, and when the next one does (RFC 3339). */
  plan(at: Date): Promise<{ due: number; kept: number; next: string | null }>;
  /**
   * Erases what has come to its end by `at`: data keys, index tokens, digests, questions that wait. A slice at a
   * time, so that check-ins go on meanwhile. Answers how many bodies were erased.
   */
  apply(at: Date, signal?: AbortSignal): Promise<number>;
  /**
   * Every entry of one person, by the whole document number or by the words of the name, written up to `until`; it
   * reads all that can be read. Throws bad-request where that fits several people, or nobody could be meant.
   */
  personEntries(query: string, until?: Date): { position: number; id: string }[];
  /**
   * Erases these entries and journals that it was done, in one transaction; the authority is told by that entry.
   * `logCleared` is false while somebody reads the journal: its log file may still hold what was erased.
   */
  erase(
    found: readonly { position: number; id: string }[],
    operator: string,
  ): { erased: number; logCleared: boolean };
}
