import { sha256Hex } from '../../crypto/hash';
import type { Database } from '../../sqlite/database';

/** Remembers what may be shown once: the ids of proofs and assertions, as digests, for as long as they could be shown. */
export class ReplayMemory {
  constructor(private readonly database: Database) {}

  /** Whether this is the first time. `until` is in milliseconds since 1970. */
  firstTime(id: string, until: number, now: Date): boolean {
    return this.database.transaction(() => {
      this.database.prepare('DELETE FROM proofs WHERE expires_at < ?').run(now.getTime());
      const { changes } = this.database
        .prepare('INSERT INTO proofs (digest, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(sha256Hex(Buffer.from(id)), until);
      return changes === 1;
    });
  }
}
