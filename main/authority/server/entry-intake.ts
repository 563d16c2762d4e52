import { randomBytes } from 'node:crypto';
import { EntryBody } from '../../../shared/domain/entry-body';
import { canonicalJson } from '../../crypto/canonical-json';
import { wrapKey } from '../../crypto/key-wrap';
import { sealBody } from '../../crypto/sealed-body';
import { integer, text, textOrNull } from '../../sqlite/column';
import type { Database, Row, Statement } from '../../sqlite/database';
import type { EntryRefusal, EntryResult, WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { FIRST_PREVIOUS, commitmentHolds, entryRefusal, openBody } from './entry-check';
import type { Terminal, Terminals } from './terminals';

/** How far the authority holds a terminal's entries: no number up to `cursor` is missing, `head` is the hash there. */
export interface Held {
  readonly cursor: number;
  readonly head: string;
}

export interface Taken extends Held {
  readonly epoch: number;
  readonly results: EntryResult[];
}

/** The entries of all terminals: stored once each, in order, their bodies under keys of their own. */
export class EntryIntake {
  readonly #statements: Record<keyof typeof sql, Statement>;

  constructor(
    private readonly database: Database,
    private readonly terminals: Terminals,
    /** Wraps the keys of the bodies. */
    private readonly bodyKey: Uint8Array,
  ) {
    this.#statements = {
      newest: database.prepare(sql.newest),
      at: database.prepare(sql.at),
      withId: database.prepare(sql.withId),
      store: database.prepare(sql.store),
      storeBody: database.prepare(sql.storeBody),
      storeFork: database.prepare(sql.storeFork),
      erase: database.prepare(sql.erase),
    };
  }

  /** How far the entries of a terminal's epoch are here. */
  held(terminal: string, epoch: number): Held {
    const row = this.#statements.newest.get(terminal, epoch);
    return row
      ? { cursor: integer(row, 'seq'), head: text(row, 'hash') }
      : { cursor: 0, head: FIRST_PREVIOUS };
  }

  /**
   * Takes a batch whole, in one transaction, or throws `AuthorityError` and takes nothing of it: bad-request
   * (of another terminal, several epochs, not ascending), sequence-gap, terminal-forked (the terminal is in
   * quarantine from then on).
   */
  take(batch: readonly WireEntry[], terminal: Terminal, now: Date): Taken {
    const epoch = epochOf(batch, terminal);
    const taken = this.database.transaction(() => {
      if (this.#recordFork(batch, terminal, now)) return undefined;
      let held = this.held(terminal.id, epoch);
      const results = batch.map((entry) => {
        const result = this.#takeOne(entry, held, now);
        if (entry.header.seq > held.cursor) held = { cursor: entry.header.seq, head: entry.hash };
        return result;
      });
      return { epoch, results, ...held };
    });
    if (taken && batch.some(({ header }) => header.kind === 'erasure')) clearLog(this.database);
    if (taken) return taken;
    throw new AuthorityError(
      'terminal-forked',
      'Another entry is stored under a sequence number of this batch.',
    );
  }

  #takeOne(entry: WireEntry, { cursor, head }: Held, now: Date): EntryResult {
    const { header, hash } = entry;
    const result = { entry: header.id, seq: header.seq, hash };
    const stored = this.#at(entry);
    if (stored) return { ...result, ...repeated(entry, stored) };
    if (header.seq !== cursor + 1)
      throw new AuthorityError('sequence-gap', `The next sequence number is ${cursor + 1}.`);
    const idTaken = this.#statements.withId.get(header.terminal, header.id) !== undefined;
    const reason = idTaken ? 'content-changed' : entryRefusal(entry, head);
    this.#store(entry, reason, now);
    if (header.kind === 'erasure' && !reason) this.#erase(entry);
    return { ...result, status: reason ? 'refused' : 'accepted', ...(reason && { reason }) };
  }

  /** Another id and another hash at a number that is taken: evidence is kept and the terminal set aside. */
  #recordFork(batch: readonly WireEntry[], terminal: Terminal, now: Date): boolean {
    const forked = batch.find((entry) => {
      const stored = this.#at(entry);
      return stored && text(stored, 'id') !== entry.header.id && text(stored, 'hash') !== entry.hash;
    });
    if (!forked) return false;
    const { header, hash } = forked;
    this.#statements.storeFork.run(
      terminal.id,
      header.epoch,
      header.seq,
      hash,
      headerText(forked),
      now.getTime(),
    );
    this.terminals.quarantine(terminal.id);
    return true;
  }

  #store(entry: WireEntry, refused: EntryRefusal | undefined, now: Date): void {
    const { terminal, epoch, seq, id } = entry.header;
    const { store, storeBody } = this.#statements;
    store.run(terminal, epoch, seq, id, entry.hash, headerText(entry), refused ?? null, now.getTime());
    const opened = openBody(entry);
    if (!opened) return;
    const key = randomBytes(32);
    const place = `${terminal} ${epoch} ${seq}`;
    const sealed = sealBody(key, Buffer.concat([opened.salt, opened.body]), place);
    storeBody.run(terminal, epoch, seq, wrapKey(this.bodyKey, key, place), sealed);
  }

  /** Honours a person's request that the terminal passed on: without its key a body is gone. */
  #erase(entry: WireEntry): void {
    const opened = openBody(entry);
    if (!opened) return;
    const { entries } = EntryBody.erasure.parse(JSON.parse(Buffer.from(opened.body).toString('utf8')));
    const { terminal } = entry.header;
    for (const id of entries) this.#statements.erase.run(terminal, terminal, id);
  }

  #at({ header }: WireEntry): Row | undefined {
    return this.#statements.at.get(header.terminal, header.epoch, header.seq);
  }
}

const sql = {
  newest: 'SELECT seq, hash FROM entries WHERE terminal = ? AND epoch = ? ORDER BY seq DESC LIMIT 1',
  at: 'SELECT id, hash, header, refused FROM entries WHERE terminal = ? AND epoch = ? AND seq = ?',
  withId: 'SELECT 1 FROM entries WHERE terminal = ? AND id = ?',
  store: `INSERT INTO entries (terminal, epoch, seq, id, hash, header, refused, received_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  storeBody: 'INSERT INTO entry_bodies (terminal, epoch, seq, wrapped_key, sealed) VALUES (?, ?, ?, ?, ?)',
  storeFork: `INSERT INTO forks (terminal, epoch, seq, hash, header, found_at) VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING`,
  erase: `DELETE FROM entry_bodies WHERE terminal = ? AND (epoch, seq) IN
          (SELECT epoch, seq FROM entries WHERE terminal = ? AND id = ?)`,
};

/** What was erased is overwritten in the file; this takes it out of the log beside it too. */
function clearLog(database: Database): void {
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
}

/** What an entry gets whose number is taken: the same answer as before if it is the same in every bit. */
function repeated(entry: WireEntry, stored: Row): Pick<EntryResult, 'status' | 'reason'> {
  const same = text(stored, 'hash') === entry.hash && text(stored, 'header') === headerText(entry);
  const before = textOrNull(stored, 'refused');
  if (same && isRefusal(before)) return { status: 'refused', reason: before };
  if (!same || !commitmentHolds(entry)) return { status: 'refused', reason: 'content-changed' };
  return { status: 'duplicate' };
}

/** The epoch of a batch of this terminal. Throws `AuthorityError` bad-request as `take` does. */
export function epochOf(batch: readonly WireEntry[], terminal: Terminal): number {
  const epoch = batch[0]?.header.epoch ?? 0;
  const ordered = batch.every(({ header }, index) => header.seq > (batch[index - 1]?.header.seq ?? 0));
  const own = batch.every(({ header }) => header.terminal === terminal.id && header.epoch === epoch);
  if (!ordered || !own || epoch > terminal.epoch)
    throw new AuthorityError(
      'bad-request',
      'A batch holds ascending entries of one epoch of the terminal that sends it.',
    );
  return epoch;
}

function headerText({ header }: WireEntry): string {
  return Buffer.from(canonicalJson(header)).toString('utf8');
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
