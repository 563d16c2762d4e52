import type { DeliveryState } from '../../shared/domain/delivery-state';
import type { EntryKind, WireEntry } from '../../shared/domain/entry';
import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, integer, text } from '../sqlite/column';
import type { Database, Row } from '../sqlite/database';
import { chainsOf } from './chains';
import type { Entries, StoredEntry } from './entries';
import { damaged, guarded } from './journal-error';
import type { Identity, Outbox } from './journal';
import type { Tallies } from './tallies';

/** The journal's own side of the outbox: writing to it, and the state of an entry by its position. */
export interface OutboxTable extends Outbox {
  /** Queues a new entry; inside the transaction that writes it. */
  add(position: number, entry: string): void;
  /** Counts it, once that transaction is committed. */
  added(kind: EntryKind, bytes: number): void;
  /**
   * Another terminal writes from here on, and nobody can deliver under the name of those before: what waits of theirs is
   * refused. Inside the transaction that changes the identity.
   */
  leaveBehind(terminal: string): void;
  /** How many wait, checkpoints left out. */
  depth(): number;
  stateAt(position: number): { state: DeliveryState; reason?: string };
}

/**
 * A row waits or was refused; an entry without a row is acknowledged. "Sending" lives in memory alone, as a
 * prefix of the queue: when the process ends, whatever was travelling is queued again by itself.
 */
export function createOutbox(
  database: Database,
  {
    entries,
    masterKey,
    now,
    identity,
    tallies,
  }: {
    entries: Entries;
    masterKey: Uint8Array;
    now: () => Date;
    identity: () => Identity | null;
    tallies: Tallies;
  },
): OutboxTable {
  const insert = database.prepare(`INSERT INTO outbox (position, entry, state) VALUES (?, ?, 'queued')`);
  const select = database.prepare('SELECT entry, state, reason FROM outbox WHERE position = ?');
  const selectQueued = database.prepare(
    `SELECT position, entry FROM outbox WHERE state = 'queued' AND position > ? ORDER BY position LIMIT ?`,
  );
  const selectUndelivered = database.prepare(
    `SELECT position, entry FROM outbox WHERE position > ? AND (state = 'queued' OR position <= ?)
     ORDER BY position LIMIT ?`,
  );
  const selectLeftBehind = database.prepare(
    `SELECT o.position FROM outbox o JOIN entries e USING (position) WHERE o.state = 'queued' AND e.terminal <> ?`,
  );
  const selectCounts = database.prepare(
    `SELECT count(*) AS waiting, coalesce(sum(state = 'refused'), 0) AS refused FROM outbox`,
  );
  const selectCheckpoints = database.prepare(
    `SELECT count(*) AS waiting FROM checkpoints c JOIN outbox o USING (position) WHERE o.state = 'queued'`,
  );
  const selectBytes = database.prepare(
    `SELECT coalesce(sum(length(e.ciphertext)), 0) AS bytes FROM outbox o JOIN entries e USING (position)
     WHERE o.state = 'queued'`,
  );
  const selectTotal = database.prepare('SELECT coalesce(max(position), 0) AS entries FROM entries');
  const acknowledge = database.prepare('DELETE FROM outbox WHERE position = ?');
  const refuse = database.prepare(`UPDATE outbox SET state = 'refused', reason = ? WHERE position = ?`);
  const keepAcknowledgement = database.prepare(
    `INSERT INTO acknowledgements (at, accepted, through_position, through_hash, acknowledgement)
     VALUES (?, ?, ?, ?, ?)`,
  );

  const selectFirstQueued = database.prepare(
    `SELECT position FROM outbox WHERE state = 'queued' AND position BETWEEN ? AND ? ORDER BY position LIMIT 1`,
  );
  const queueAgain = database.prepare(
    `INSERT OR IGNORE INTO outbox (position, entry, state)
     SELECT position, id, 'queued' FROM entries WHERE position > ?`,
  );
  const unrefuse = database.prepare(
    `UPDATE outbox SET state = 'queued', reason = NULL WHERE state = 'refused' AND position > ?`,
  );

  let sendingThrough = 0;
  // Counted once, then kept: a terminal that was offline for long has hundreds of thousands of rows here.
  const counted = () => {
    const [row, waiting, size] = [selectCounts.get(), selectCheckpoints.get(), selectBytes.get()];
    if (!row || !waiting || !size) throw damaged();
    const refused = integer(row, 'refused');
    // Checkpoints are among the queued: they wait for a batch that something else causes.
    return {
      refused,
      queued: integer(row, 'waiting') - refused,
      checkpoints: integer(waiting, 'waiting'),
      queuedBytes: integer(size, 'bytes'),
    };
  };
  let { refused, queued, checkpoints, queuedBytes } = counted();

  const sealedReason = (reason: string | undefined, position: number) =>
    reason === undefined ? null : sealBody(masterKey, Buffer.from(reason), refusalContext(position));
  const reasonIn = (row: Row, position: number) => {
    if (row['reason'] === null) return {};
    const reason = openBody(masterKey, bytes(row, 'reason'), refusalContext(position));
    if (!reason) throw damaged();
    return { reason: Buffer.from(reason).toString('utf8') };
  };
  const stateAt: OutboxTable['stateAt'] = (position) => {
    const row = select.get(position);
    if (!row) return { state: 'acknowledged' };
    if (text(row, 'state') === 'refused') return { state: 'refused', ...reasonIn(row, position) };
    return { state: position <= sendingThrough ? 'sending' : 'queued' };
  };

  const taken = (
    rows: readonly Row[],
    after: number,
    limit: { bytes: number },
  ): ReturnType<OutboxTable['waiting']> => {
    const batch: WireEntry[] = [];
    let size = 0;
    let through = after;
    for (const row of rows) {
      const entry = entries.at(integer(row, 'position'));
      if (entry?.header.id !== text(row, 'entry')) throw damaged();
      const wire = wireEntry(entry, entries);
      size += Buffer.byteLength(JSON.stringify(wire)) + 1;
      if (batch.length > 0 && size > limit.bytes) break;
      batch.push(wire);
      through = entry.position;
    }
    return { batch, through };
  };
  const queuedAfter: OutboxTable['waiting'] = (after, limit) =>
    taken(selectQueued.all(after, limit.entries), after, limit);
  /** Where the last chain ends that another terminal wrote. */
  const endOfFormers = () => {
    const formers = chainsOf(entries).filter(({ terminal }) => terminal !== identity()?.terminal);
    const last = formers.at(-1);
    return last ? last.first + last.last - 1 : 0;
  };

  return {
    add(position, entry) {
      insert.run(position, entry);
    },
    added(kind, size) {
      queued += 1;
      queuedBytes += size;
      if (kind === 'checkpoint') checkpoints += 1;
    },
    leaveBehind(terminal) {
      for (const row of selectLeftBehind.all(terminal)) {
        const position = integer(row, 'position');
        refuse.run(sealedReason(LEFT_BEHIND, position), position);
      }
      sendingThrough = 0;
      ({ queued, refused, checkpoints, queuedBytes } = counted());
    },
    depth: () => queued - checkpoints,
    stateAt,
    state: (id) =>
      guarded(() => {
        const entry = entries.withId(id);
        return entry && stateAt(entry.position);
      }),
    counts: () =>
      guarded(() => {
        const total = selectTotal.get();
        if (!total) throw damaged();
        const oldest = queued > checkpoints ? selectQueued.get(0, 1) : undefined;
        const oldestAt = oldest && entries.at(integer(oldest, 'position'))?.header.at;
        return {
          queued: queued - checkpoints,
          acknowledged: integer(total, 'entries') - queued - refused,
          refused,
          ...(oldestAt !== undefined && { oldestAt }),
        };
      }),
    queuedBytes: () => queuedBytes,
    takeBatch: (limit) =>
      guarded(() => {
        const { batch, through } = queuedAfter(sendingThrough, limit);
        const worthABatch = batch.some(({ header }) => header.kind !== 'checkpoint');
        if (!worthABatch && selectQueued.get(through, 1) === undefined) return [];
        sendingThrough = through;
        return batch;
      }),
    waiting: (after, limit) =>
      guarded(() => taken(selectUndelivered.all(after, endOfFormers(), limit.entries), after, limit)),
    requeue() {
      sendingThrough = 0;
    },
    reach: () =>
      guarded(() => {
        const own = identity();
        if (!own) return [];
        const reached = chainsOf(entries)
          .filter(({ terminal }) => terminal === own.terminal)
          .map(({ epoch, first, last }) => {
            const waiting = selectFirstQueued.get(first, first + last - 1);
            return { epoch, last, settled: waiting ? integer(waiting, 'position') - first : last };
          });
        const begun = reached.at(-1)?.epoch === own.epoch;
        return begun ? reached : [...reached, { epoch: own.epoch, last: 0, settled: 0 }];
      }),
    resendFrom: (epoch, cursor) =>
      guarded(() => {
        const own = identity();
        const chain = chainsOf(entries).find(
          (each) => each.terminal === own?.terminal && each.epoch === epoch,
        );
        const newest = entries.newest();
        if (!chain || !newest) return 0;
        const again = database.transaction(() => {
          const after = chain.first + cursor - 1;
          unrefuse.run(after);
          const { changes } = queueAgain.run(after);
          // What was acknowledged and is not any more is taken off again, with no acknowledgement of its own.
          const hash = Buffer.from(newest.hash, 'hex');
          keepAcknowledgement.run(now().toISOString(), -changes, newest.position, hash, '');
          return changes;
        });
        sendingThrough = 0;
        ({ queued, refused, checkpoints, queuedBytes } = counted());
        tallies.setQueue(now(), queued - checkpoints);
        return again;
      }),
    settle: (results, acknowledgement) =>
      guarded(() => {
        const after = database.transaction(() => {
          const counts = { queued, refused, checkpoints, queuedBytes };
          let accepted = 0;
          let through: StoredEntry | undefined;
          for (const { entry: id, status, reason } of results) {
            const entry = entries.withId(id);
            const before = entry && stateAt(entry.position).state;
            if (!entry || before === 'acknowledged') continue;
            counts[before === 'refused' ? 'refused' : 'queued'] -= 1;
            if (before !== 'refused') counts.queuedBytes -= entry.ciphertext.length;
            if (before !== 'refused' && entry.header.kind === 'checkpoint') counts.checkpoints -= 1;
            if (status === 'refused') {
              refuse.run(sealedReason(reason, entry.position), entry.position);
              counts.refused += 1;
            } else {
              acknowledge.run(entry.position);
              accepted += 1;
            }
            if (through === undefined || entry.position > through.position) through = entry;
          }
          if (through !== undefined) {
            const hash = Buffer.from(through.hash, 'hex');
            keepAcknowledgement.run(now().toISOString(), accepted, through.position, hash, acknowledgement);
            tallies.setQueue(now(), counts.queued - counts.checkpoints);
          }
          return counts;
        });
        ({ queued, refused, checkpoints, queuedBytes } = after);
      }),
  };
}

/** The reason of what waited when the terminal was enrolled anew, as the authority says it of a terminal in quarantine. */
const LEFT_BEHIND = 'terminal-quarantined';

/** What the reason of a refusal is sealed for. */
export function refusalContext(position: number): string {
  return `refusal ${position}`;
}

function wireEntry(entry: StoredEntry, entries: Entries): WireEntry {
  const { header, hash } = entry;
  const opened = sendable(entry, entries);
  if (opened === null) return { header, hash };
  return {
    header,
    hash,
    saltBase64: Buffer.from(opened.salt).toString('base64'),
    bodyBase64: Buffer.from(opened.body).toString('base64'),
  };
}

/** A body that cannot be opened must not hold back what stands behind it: its header goes alone. */
function sendable(entry: StoredEntry, entries: Entries): ReturnType<Entries['open']> {
  try {
    return entries.open(entry);
  } catch {
    return null;
  }
}
