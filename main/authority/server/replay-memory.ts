import { sha256Hex } from '../../crypto/hash';
import { text } from '../../sqlite/column';
import type { Storage } from './storage/storage';

/** Milliseconds after which what nobody could show any more is cleared away again. */
const CLEARING = 10_000;

/** Ids that one transaction takes. */
const TOGETHER = 200;

interface Shown {
  readonly digest: string;
  readonly until: number;
  readonly first: (isFirst: boolean) => void;
  readonly failed: (thrown: unknown) => void;
}

/**
 * Remembers what may be shown once: the ids of proofs and assertions, as digests, for as long as they could be shown.
 * Every request shows one; those that come while others are being written are written together, with one sync of the disk.
 */
export class ReplayMemory {
  #clearedAt = 0;
  #waiting: Shown[] = [];
  #writing = false;

  constructor(private readonly storage: Pick<Storage, 'run' | 'all'>) {}

  /** Whether this is the first time, among all processes. `until` is in milliseconds since 1970. */
  async firstTime(id: string, until: number, now: Date): Promise<boolean> {
    await this.#clear(now);
    return new Promise((first, failed) => {
      this.#waiting.push({ digest: sha256Hex(Buffer.from(id)), until, first, failed });
      if (!this.#writing) void this.#write();
    });
  }

  /** Writes what waits until nothing does. */
  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.splice(0, TOGETHER);
      // In one order, so that two processes never wait for each other.
      const ordered = some.toSorted((one, other) => (one.digest < other.digest ? -1 : 1));
      try {
        const values = ordered.flatMap(({ digest, until }) => [digest, until]);
        const rows = await this.storage.all(remember(ordered.length), ...values);
        const firstTimes = new Set(rows.map((row) => text(row, 'digest')));
        // What was shown twice at once is new to one of the two.
        for (const { digest, first } of ordered) first(firstTimes.delete(digest));
      } catch (thrown) {
        for (const { failed } of ordered) failed(thrown);
      }
    }
    this.#writing = false;
  }

  async #clear(now: Date): Promise<void> {
    if (Math.abs(now.getTime() - this.#clearedAt) < CLEARING) return;
    this.#clearedAt = now.getTime();
    await this.storage.run('DELETE FROM proofs WHERE expires_at < ?', now.getTime());
  }
}

function remember(count: number): string {
  const rows = Array.from({ length: count }, () => '(?, ?)').join(', ');
  return `INSERT INTO proofs (digest, expires_at) VALUES ${rows} ON CONFLICT DO NOTHING RETURNING digest`;
}
