import { sha256Hex } from '../../crypto/hash';
import type { Storage } from './storage/storage';

/** Milliseconds after which what nobody could show any more is cleared away again. */
const CLEARING = 10_000;

/** Remembers what may be shown once: the ids of proofs and assertions, as digests, for as long as they could be shown. */
export class ReplayMemory {
  #clearedAt = 0;

  constructor(private readonly storage: Storage) {}

  /** Whether this is the first time, among all processes. `until` is in milliseconds since 1970. */
  async firstTime(id: string, until: number, now: Date): Promise<boolean> {
    await this.#clear(now);
    const inserted = await this.storage.run(
      'INSERT INTO proofs (digest, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
      sha256Hex(Buffer.from(id)),
      until,
    );
    return inserted === 1;
  }

  async #clear(now: Date): Promise<void> {
    if (Math.abs(now.getTime() - this.#clearedAt) < CLEARING) return;
    this.#clearedAt = now.getTime();
    await this.storage.run('DELETE FROM proofs WHERE expires_at < ?', now.getTime());
  }
}
