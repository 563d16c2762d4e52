import { createHash, randomUUID } from 'node:crypto';
import type { DeliveryState } from '../../../shared/domain/delivery-state';
import type { WireEntry } from '../../../shared/domain/entry';
import type { Awaiting, DeliveryResult, Outbox } from '../../../main/journal';

interface Row {
  entry: WireEntry;
  state: DeliveryState;
  reason?: string;
}

/** Outbox and awaiting as the journal promises them, without a disk. */
export class MemoryJournal {
  readonly rows: Row[] = [];
  readonly questions: ReturnType<Awaiting['list']> = [];
  /** Called with each settlement before it is taken. */
  onSettle: (results: readonly DeliveryResult[], acknowledgement: string) => void = () => undefined;
  /** While set, every write throws it. */
  broken: Error | null = null;

  record(bodyLength = 60): string {
    const seq = this.rows.length + 1;
    const previous = this.rows.at(-1)?.entry.hash ?? '0'.repeat(64);
    const id = randomUUID();
    const hash = createHash('sha256').update(previous).update(id).digest('hex');
    const header: WireEntry['header'] = {
      v: 1,
      terminal: 'terminal-1',
      epoch: 1,
      seq,
      id,
      kind: 'check-in',
      at: '2026-11-23T08:00:00.000Z',
      monotonic: seq,
      clockOffset: null,
      previous,
      about: null,
      retention: 'hotel',
      cipherHash: hash,
      commitment: hash,
    };
    const bodyBase64 = Buffer.alloc(bodyLength, seq % 256).toString('base64');
    this.rows.push({ entry: { header, hash, saltBase64: 'AAAA', bodyBase64 }, state: 'queued' });
    return id;
  }

  await(presentedAt: Date): string {
    const verdict = randomUUID();
    this.questions.push({
      verdict,
      entry: randomUUID(),
      sealed: `sealed ${verdict}`,
      presentedAt: presentedAt.toISOString(),
    });
    return verdict;
  }

  readonly outbox: Outbox = {
    counts: () => ({
      queued: this.rows.filter(({ state }) => state === 'queued' || state === 'sending').length,
      acknowledged: this.rows.filter(({ state }) => state === 'acknowledged').length,
      refused: this.rows.filter(({ state }) => state === 'refused').length,
    }),
    queuedBytes: () => 0,
    takeBatch: (limit) => {
      this.#mustWork();
      const taken: Row[] = [];
      let bytes = 0;
      for (const row of this.rows.filter(({ state }) => state === 'queued')) {
        bytes += JSON.stringify(row.entry).length;
        if (taken.length >= limit.entries || (taken.length > 0 && bytes > limit.bytes)) break;
        taken.push(row);
      }
      for (const row of taken) row.state = 'sending';
      return taken.map(({ entry }) => entry);
    },
    waiting: (after, { entries }) => {
      const rows = this.rows.slice(after).filter(({ state }) => state === 'queued' || state === 'sending');
      const batch = rows.slice(0, entries).map(({ entry }) => entry);
      return { batch, through: batch.at(-1)?.header.seq ?? after };
    },
    requeue: () => {
      for (const row of this.rows) if (row.state === 'sending') row.state = 'queued';
    },
    settle: (results, acknowledgement) => {
      this.#mustWork();
      this.onSettle(results, acknowledgement);
      for (const { entry, status, reason } of results) {
        const row = this.rows.find((other) => other.entry.header.id === entry);
        if (row) Object.assign(row, { state: status, reason });
      }
    },
    state: (entry) => {
      const row = this.rows.find((other) => other.entry.header.id === entry);
      return row && { state: row.state, reason: row.reason };
    },
    // What the authority has lost, and what this copy has lost, is tried with the real journal.
    reach: () => [],
    resendFrom: () => 0,
  };

  readonly awaiting: Awaiting = {
    list: () => [...this.questions],
    remove: (verdict) => {
      this.#mustWork();
      const at = this.questions.findIndex((question) => question.verdict === verdict);
      if (at >= 0) this.questions.splice(at, 1);
    },
    count: () => this.questions.length,
  };

  #mustWork(): void {
    if (this.broken) throw this.broken;
  }
}
