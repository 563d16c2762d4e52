import { derivedKey, hmacSha256 } from '../crypto/hash';
import { integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { Entries } from './entries';
import { guarded } from './journal-error';

/** Recognises what was shown before without keeping it: the newest verdict for each keyed digest. */
export interface Digests {
  of(bytes: Uint8Array): string;
  add(position: number, digest: string): void;
  /** Forgets a digest, if the verdict at this position is the newest that has it. */
  remove(position: number, digest: string): void;
  shownBefore(digest: string): string | undefined;
}

export function createDigests(database: Database, entries: Entries, secret: Uint8Array): Digests {
  const key = derivedKey(secret, 'digest of a presentation');
  const replace = database.prepare('INSERT OR REPLACE INTO digests (digest, position) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM digests WHERE digest = ? AND position = ?');
  const select = database.prepare('SELECT position FROM digests WHERE digest = ?');

  return {
    of: (bytes) => Buffer.from(hmacSha256(key, bytes)).toString('hex'),
    add(position, digest) {
      replace.run(Buffer.from(digest, 'hex'), position);
    },
    remove(position, digest) {
      remove.run(Buffer.from(digest, 'hex'), position);
    },
    shownBefore: (digest) =>
      guarded(() => {
        const row = select.get(Buffer.from(digest, 'hex'));
        const entry = row && entries.at(integer(row, 'position'));
        // The row is a hint: the verdict itself says whether it was this digest.
        if (entry?.header.kind !== 'verdict' || entries.bodyOf('verdict', entry)?.digest !== digest) {
          return undefined;
        }
        return entry.header.at;
      }),
  };
}
