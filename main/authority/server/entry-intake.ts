import { KEY_LENGTH, wrapKey } from '../../crypto/key-wrap';
import { random } from '../../crypto/random';
import { sealBody } from '../../crypto/sealed-body';
import type { EntryResult, WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { Checkpoints } from './checkpoints';
import type { CustomerRecords, Since } from './customer-records';
import { FIRST_PREVIOUS, readEntry } from './entry-check';
import { type Before, type FreshEntry, forkIn, headerText, judgeBatch } from './judge-batch';
import type { Reports } from './reporting/reports';
import type { Held, NewEntry } from './storage/entry-store';
import type { Queries, Storage } from './storage/storage';
import type { SetAside } from './set-aside';
import type { Stays } from './stays';
import type { Terminal, Terminals } from './terminals';

export interface Taken extends Held {
  readonly epoch: number;
  readonly results: EntryResult[];
}

const NOTHING: Held = { cursor: 0, head: FIRST_PREVIOUS };

interface EntryIntakeParts {
  readonly storage: Storage;
  readonly terminals: Terminals;
  readonly checkpoints: Checkpoints;
  readonly stays: Stays;
  readonly reports: Reports;
  readonly customerRecords: CustomerRecords;
  readonly setAside: SetAside;
  /** Wraps the keys of the bodies. */
  readonly bodyKey: Uint8Array;
}

/** The entries of all terminals: stored once each, in order, their bodies under keys of their own. */
export class EntryIntake {
  constructor(private readonly parts: EntryIntakeParts) {}

  /** How far the entries of a terminal's epoch are here. */
  async held(terminal: string, epoch: number): Promise<Held> {
    return (await this.parts.storage.entries.held(terminal, epoch)) ?? NOTHING;
  }

  /** The same of the epochs before one. */
  async heldBefore(terminal: string, epoch: number): Promise<{ epoch: number; cursor: number }[]> {
    const earlier = Array.from({ length: epoch - 1 }, (_, index) => index + 1);
    return Promise.all(
      earlier.map(async (each) => ({ epoch: each, cursor: (await this.held(terminal, each)).cursor })),
    );
  }

  /**
   * Takes a batch whole, its counter-signed checkpoint with it, in one transaction, or rejects with an `AuthorityError`
   * and takes nothing of it: bad-request (of another terminal, several epochs, not ascending), sequence-gap,
   * terminal-forked (the terminal is in quarantine from then on).
   */
  async take(batch: readonly WireEntry[], terminal: Terminal, checkpoint: string, now: Date): Promise<Taken> {
    const { storage, terminals, checkpoints } = this.parts;
    const epoch = epochOf(batch, terminal);
    const taken = await storage.transaction(async (queries) => {
      // One batch of a terminal after the other, whichever process it came to.
      await terminals.locked(terminal.id, queries);
      const before = await stateBefore(batch, terminal.id, epoch, queries);
      const fork = forkIn(batch, before);
      if (fork) {
        await this.#setAside(fork, now, queries);
        return undefined;
      }
      const { fresh, erased, results, held } = judgeBatch(batch, before);
      const place = (seq: number) => `${terminal.id} ${epoch} ${seq}`;
      const sealed = fresh.map((one) => this.#sealed(one, place(one.entry.header.seq)));
      if (sealed.length > 0) {
        const refused = fresh.filter((one) => one.refused !== null).length;
        await queries.entries.store(terminal.id, epoch, sealed, now);
        await terminals.count(terminal.id, sealed.length - refused, refused, now, queries);
      }
      const since = { takenBack: takenBack(fresh), withdrawn: withdrawn(fresh) };
      await this.#hand(fresh, terminal, since, now, queries);
      await this.#forget(terminal, erased, since, now, queries);
      await checkpoints.keep(checkpoint, queries);
      return { taken: { epoch, results, ...held }, erased: erased.length > 0 };
    });
    if (!taken)
      throw new AuthorityError(
        'terminal-forked',
        'Another entry is stored under a sequence number of this batch.',
      );
    if (taken.erased) await storage.forgetDeleted();
    return taken.taken;
  }

  /** Check-ins, and those that are taken back, to whoever goes on with them: reports to the police, records of customers. */
  async #hand(
    fresh: readonly FreshEntry[],
    terminal: Terminal,
    since: Since,
    now: Date,
    queries: Queries,
  ): Promise<void> {
    const checkIns = fresh
      .filter(({ entry, refused }) => entry.header.kind === 'check-in' && refused === null)
      .map(({ entry: { header }, opened }) => ({
        entry: header.id,
        at: new Date(header.at),
        body: opened?.body,
      }));
    const { reports, customerRecords } = this.parts;
    await reports.arrived(terminal, checkIns, since.takenBack, queries);
    await customerRecords.arrived(terminal.id, checkIns, since, now, queries);
  }

  /** What is erased, taken back or withdrawn, also of the terminals that this machine was before: its journal goes on behind theirs. */
  async #forget(
    { id, site }: Terminal,
    erased: readonly string[],
    since: Since,
    now: Date,
    queries: Queries,
  ): Promise<void> {
    const gone = since.takenBack;
    if (erased.length + gone.length + since.withdrawn.length === 0) return;
    const { terminals, stays, reports, customerRecords, setAside } = this.parts;
    const formers = (await terminals.formersOf(id, queries)).map((former) => former.id);
    for (const owner of formers) {
      await reports.arrived({ id: owner, site }, [], gone, queries);
      await customerRecords.arrived(owner, [], since, now, queries);
    }
    for (const owner of [id, ...formers]) {
      await stays.forget(owner, [...erased, ...gone], queries);
      if (erased.length === 0) continue;
      await queries.entries.erase(owner, erased);
      await setAside.erase(owner, erased, queries);
      await reports.forget(owner, erased, queries);
      await customerRecords.forget(owner, erased, queries);
    }
  }

  #sealed(fresh: FreshEntry, place: string): NewEntry {
    const { entry, opened, refused } = fresh;
    const { seq, id } = entry.header;
    const stored = { seq, id, hash: entry.hash, header: headerText(fresh), refused };
    if (!opened) return { ...stored, body: undefined };
    const key = random(KEY_LENGTH);
    const sealed = sealBody(key, Buffer.concat([opened.salt, opened.body]), place);
    return { ...stored, body: { wrappedKey: wrapKey(this.parts.bodyKey, key, place), sealed } };
  }

  /** Keeps the evidence of a fork; the terminal is in quarantine until it enrols anew. */
  async #setAside(forked: WireEntry, now: Date, queries: Queries): Promise<void> {
    const { terminal, epoch, seq } = forked.header;
    await queries.run(
      `INSERT INTO forks (terminal, epoch, seq, hash, header, found_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      terminal,
      epoch,
      seq,
      forked.hash,
      headerText(readEntry(forked)),
      now.getTime(),
    );
    await this.parts.terminals.quarantine(terminal, queries);
  }
}

/** The check-ins that these entries take back. */
function takenBack(fresh: readonly FreshEntry[]): string[] {
  return fresh.flatMap(({ entry: { header }, refused }) =>
    header.kind === 'void' && refused === null && header.about !== null ? [header.about] : [],
  );
}

/** The check-ins whose consent was withdrawn: what a person answers at first is about a verdict. */
function withdrawn(fresh: readonly FreshEntry[]): string[] {
  return fresh.flatMap(({ entry: { header }, refused }) =>
    header.kind === 'consent' && refused === null && header.about !== null ? [header.about] : [],
  );
}

async function stateBefore(
  batch: readonly WireEntry[],
  terminal: string,
  epoch: number,
  { entries }: Queries,
): Promise<Before> {
  const held = (await entries.held(terminal, epoch)) ?? NOTHING;
  const numbers = batch.map(({ header }) => header.seq);
  const [from = 0, to = 0] = [numbers[0], numbers.at(-1)];
  const stored = from > held.cursor ? [] : await entries.stored(terminal, epoch, from, to);
  return {
    held,
    stored: new Map(stored.map((entry) => [entry.seq, entry])),
    idsTaken: await entries.idsTaken(
      terminal,
      batch.map(({ header }) => header.id),
    ),
  };
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
