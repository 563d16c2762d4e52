/** How far the authority holds a terminal's entries: no number up to `cursor` is missing, `head` is the hash there. */
export interface Held {
  readonly cursor: number;
  readonly head: string;
}

/** What is stored under a sequence number. */
export interface StoredEntry {
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  /** The header as RFC 8785 JSON. */
  readonly header: string;
  /** Why its body was set aside, if it was. */
  readonly refused: string | null;
}

/** An entry to be stored, its body sealed. */
export interface NewEntry extends StoredEntry {
  readonly body: SealedEntryBody | undefined;
}

/** An entry whose body is still there, sealed. */
export interface EntryWithBody extends StoredEntry {
  readonly epoch: number;
  readonly body: SealedEntryBody;
}

export interface SealedEntryBody {
  /** Wraps the key that opens `sealed`. Without it the body is gone. */
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

/** The entries of one terminal's epoch: a sequence number is given once, for ever. */
export interface EntryStore {
  /** The table that has a row for each entry: terminal, epoch, seq, id, hash, refused, received_at. */
  readonly numberTable: string;
  /** Undefined where there is none yet. */
  held(terminal: string, epoch: number): Promise<Held | undefined>;
  /** What is stored from one sequence number to another, both included. */
  stored(terminal: string, epoch: number, from: number, to: number): Promise<StoredEntry[]>;
  /** Those of the ids that an entry of this terminal has, in any epoch. */
  idsTaken(terminal: string, ids: readonly string[]): Promise<Set<string>>;
  /** Those of the entries of a terminal, in any epoch, whose bodies are there, in the order of their numbers. */
  withBodies(terminal: string, ids: readonly string[]): Promise<EntryWithBody[]>;
  /** Stores entries whose numbers nobody has. Rejects, and so ends the transaction, if one of them is taken after all. */
  store(terminal: string, epoch: number, entries: readonly NewEntry[], now: Date): Promise<void>;
  /** At most so many entries of a retention class, recorded before an instant (RFC 3339, UTC), whose bodies are still there. */
  expired(retention: string, before: string, most: number): Promise<{ terminal: string; id: string }[]>;
  /** Destroys the keys and bodies of these entries of a terminal, in any epoch; the headers stay. */
  erase(terminal: string, ids: readonly string[]): Promise<void>;
}
