import { EntryHeader, type EntryKind } from '../../shared/domain/entry';
import { EntryBody, type EntryBodyOf } from '../../shared/domain/entry-body';
import { VestibuleError } from '../../shared/domain/error';
import type { Database } from '../sqlite/database';
import type { AwaitingTable } from './awaiting';
import { type ChainHead, headAfter, nextInChain } from './chain-head';
import { CHECKPOINT_EVERY, type Checkpoints } from './checkpoints';
import type { CheckOutsTable } from './check-outs';
import type { Digests } from './digests';
import type { Entries } from './entries';
import { newEntryId } from './entry-id';
import { entryHash } from './entry-hash';
import type { GuestsTable } from './guests';
import { damaged, guarded } from './journal-error';
import type { AppendOptions, Appended, Identity, Journal } from './journal';
import type { OutboxTable } from './outbox';
import type { PartiesTable } from './parties';
import { sealEntry } from './sealed-entry';
import type { SuccessionsTable } from './successions';
import type { Tallies } from './tallies';
import type { WithdrawalsTable } from './withdrawals';

export interface AppendParts {
  database: Database;
  masterKey: Uint8Array;
  entries: Entries;
  outbox: OutboxTable;
  awaiting: AwaitingTable;
  guests: GuestsTable;
  checkOuts: CheckOutsTable;
  parties: PartiesTable;
  digests: Digests;
  checkpoints: Checkpoints;
  tallies: Tallies;
  successions: SuccessionsTable;
  withdrawals: WithdrawalsTable;
  identity: () => Identity | null;
  now: () => Date;
  monotonic: () => number;
  /** An entry found no room; everything is as before it. */
  onFull?: () => void;
}

export interface Appending {
  append: Journal['append'];
  appendAll: Journal['appendAll'];
  checkpoint: Journal['checkpoint'];
  /** As `append`, with more to do in the same transaction. */
  writeWith<K extends EntryKind>(
    kind: K,
    body: EntryBodyOf<K>,
    options: AppendOptions,
    alsoDo: () => void,
  ): Appended;
  head(): ChainHead;
}

/** How long the body of a checkpoint is kept; its note in clear is kept as long as the chain. */
const CHECKPOINT_RETENTION = { class: 'journal', days: 3_650 };

/** The one place that writes entries: header, sealed body, outbox row and projections in one transaction. */
export function createAppend(parts: AppendParts): Appending {
  const { database, masterKey, entries, outbox, awaiting, guests, digests, checkpoints, checkOuts } = parts;
  const { parties, tallies, successions, withdrawals } = parts;
  let known: ChainHead | undefined;

  const head = () => (known ??= headAfter(entries.newest()));

  const project = (position: number, header: EntryHeader, written: Written) => {
    if (written.kind === 'check-in') guests.addCheckIn(position, header, written.body);
    else if (written.kind === 'void') guests.addVoid(position, header.about);
    else if (written.kind === 'check-out') checkOuts.add(position, header.about, written.body);
    else if (written.kind === 'party') parties.add(position, written.body);
    else if (written.kind === 'consent') withdrawals.add(position, header.about);
    else if (written.kind === 'late-verdict') {
      guests.addLateVerdict(position, header.about);
      tallies.addLateAnswer(header.at, written.body.outcome);
    } else if (written.kind === 'verdict') {
      digests.add(position, written.body.digest);
      tallies.addVerdict(header.at, written.body.outcome);
    } else if (written.kind === 'refusal' && header.about === null) tallies.addVerdict(header.at, 'refused');
    else if (written.kind === 'checkpoint') checkpoints.add(position, written.body.note);
    else if (written.kind === 'succession') successions.add(position, written.body.statement);
  };

  /** One entry after another in one transaction, which has begun. */
  const writeOne = (before: ChainHead, identity: Identity, at: Date, { written, options }: ToWrite) => {
    const id = options.id ?? newEntryId(at);
    if (options.id !== undefined && entries.withId(id)) {
      throw new VestibuleError('bad-request', 'There is an entry with this id already.');
    }
    const position = before.position + 1;
    const sealed = sealEntry(masterKey, id, Buffer.from(JSON.stringify(written.body)));
    const header = checkedHeader({
      v: 1,
      terminal: identity.terminal,
      epoch: identity.epoch,
      ...nextInChain(before, identity),
      id,
      kind: written.kind,
      at: at.toISOString(),
      monotonic: Math.floor(parts.monotonic()),
      clockOffset: roundedOrNull(options.clockOffset),
      about: options.about ?? null,
      retention: options.retention.class,
      cipherHash: sealed.cipherHash,
      commitment: sealed.commitment,
    });
    const hash = entryHash(header);
    entries.insert({ position, header, hash, ends: endOf(options.retention, at) }, sealed);
    outbox.add(position, id);
    project(position, header, written);
    if (options.awaiting) awaiting.add(position, options.awaiting);
    // The question ends in the transaction that stores its answer: after a crash neither is asked nor told twice.
    if (written.kind === 'late-verdict') awaiting.remove(written.body.verdict);
    const { terminal, epoch, seq } = header;
    return {
      id,
      position,
      bytes: sealed.ciphertext.length,
      hash: Buffer.from(hash).toString('hex'),
      chain: { terminal, epoch, seq },
    };
  };

  const writeAll = (items: readonly ToWrite[], alsoDo: () => void): Appended[] =>
    tellingFull(parts.onFull, () => {
      const identity = parts.identity();
      if (!identity) throw new VestibuleError('not-enrolled', 'This journal does not know its terminal yet.');
      const at = parts.now();
      let end = head();
      const sizes: number[] = [];
      // Until the commit is known to have happened, the file alone knows where the chain ends.
      known = undefined;
      const appended = database.transaction(() => {
        const all = items.map((item): Appended => {
          const one = writeOne(end, identity, at, item);
          end = one;
          sizes.push(one.bytes);
          return { entry: one.id, seq: one.chain.seq, hash: one.hash };
        });
        alsoDo();
        tallies.setQueue(
          at,
          outbox.depth() + items.filter(({ written }) => written.kind !== 'checkpoint').length,
        );
        return all;
      });
      for (const [index, { written }] of items.entries()) outbox.added(written.kind, sizes[index] ?? 0);
      known = { position: end.position, hash: end.hash, chain: end.chain };
      return appended;
    });

  const writeWith: Appending['writeWith'] = (kind, body, options, alsoDo) => {
    const [appended] = writeAll([{ written: checkedBody(kind, body), options }], alsoDo);
    if (!appended) throw damaged();
    return appended;
  };

  const write: Journal['append'] = (kind, body, options) => writeWith(kind, body, options, () => undefined);

  const checkpoint: Journal['checkpoint'] = () =>
    guarded(() => {
      const identity = parts.identity();
      const note =
        identity && checkpoints.uncovered(head()) > 0 ? checkpoints.note(head(), identity) : undefined;
      return note === undefined
        ? undefined
        : write('checkpoint', { note }, { retention: CHECKPOINT_RETENTION });
    });

  const append: Journal['append'] = (kind, body, options) => {
    const appended = write(kind, body, options);
    coverWhenDue();
    return appended;
  };

  const appendAll: Journal['appendAll'] = (items) => {
    const all = items.map(({ kind, body, options }) => ({ written: checkedBody(kind, body), options }));
    const appended = writeAll(all, () => undefined);
    coverWhenDue();
    return appended;
  };

  const coverWhenDue = () => {
    if (checkpoints.uncovered(head()) >= CHECKPOINT_EVERY) checkpointIfItCan(checkpoint);
  };

  return { append, appendAll, writeWith, checkpoint, head };
}

/** What was appended is durable and must be answered for; a checkpoint that found no room comes with a later entry. */
function checkpointIfItCan(checkpoint: Journal['checkpoint']): void {
  try {
    checkpoint();
  } catch {
    return;
  }
}

interface ToWrite {
  written: Written;
  options: AppendOptions;
}

/** A kind with its body, so that one tells the other. */
type Written = { [K in EntryKind]: { kind: K; body: EntryBodyOf<K> } }[EntryKind];

function checkedBody(kind: EntryKind, body: unknown): Written {
  const parsed = EntryBody[kind].safeParse(body);
  if (parsed.success) return { kind, body: parsed.data } as Written;
  const fields = parsed.error.issues.map((issue) => issue.path.map(String).join('.') || 'body');
  throw new VestibuleError('bad-request', `The body of a ${kind} is not whole: ${fields.join(', ')}.`);
}

function checkedHeader(header: EntryHeader): EntryHeader {
  const parsed = EntryHeader.safeParse(header);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.map(String).join('.'));
  throw new VestibuleError('bad-request', `The header of an entry is not right: ${fields.join(', ')}.`);
}

function roundedOrNull(milliseconds: number | null | undefined): number | null {
  return typeof milliseconds === 'number' ? Math.round(milliseconds) : null;
}

function endOf(retention: AppendOptions['retention'], from: Date): string {
  return new Date(from.getTime() + retention.days * 86_400_000).toISOString();
}

/** As `guarded`; a full disk is told to whoever can make room, before it is thrown. */
function tellingFull<T>(onFull: (() => void) | undefined, work: () => T): T {
  try {
    return guarded(work);
  } catch (thrown) {
    if (thrown instanceof VestibuleError && thrown.code === 'journal-full') onFull?.();
    throw thrown;
  }
}
