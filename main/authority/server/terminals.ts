import { z } from 'zod';
import { PublicKey } from '../../crypto/jwk';
import { integer, text } from '../../sqlite/column';
import type { Database, Row } from '../../sqlite/database';
import { randomBase32 } from './base32';

const State = z.enum(['active', 'quarantined']);

/** A terminal as the authority knows it. */
export interface Terminal {
  readonly id: string;
  readonly thumbprint: string;
  readonly key: PublicKey;
  readonly site: string;
  readonly epoch: number;
  readonly state: z.infer<typeof State>;
}

/** The enrolled terminals. */
export class Terminals {
  constructor(private readonly database: Database) {}

  withId(id: string): Terminal | undefined {
    return read(this.database.prepare('SELECT * FROM terminals WHERE id = ?').get(id));
  }

  withKey(thumbprint: string): Terminal | undefined {
    return read(this.database.prepare('SELECT * FROM terminals WHERE thumbprint = ?').get(thumbprint));
  }

  /** A new terminal in epoch 1, or the next epoch of the one that has this key already; a quarantine ends. */
  enrol(key: PublicKey, thumbprint: string, site: string, now: Date): Terminal {
    this.database
      .prepare(
        `INSERT INTO terminals (id, thumbprint, public_key, site, epoch, state, enrolled_at)
         VALUES (?, ?, ?, ?, 1, 'active', ?)
         ON CONFLICT (thumbprint) DO UPDATE SET
           site = excluded.site, epoch = epoch + 1, state = 'active', enrolled_at = excluded.enrolled_at`,
      )
      .run(`T-${randomBase32(10)}`, thumbprint, JSON.stringify(key), site, now.getTime());
    const terminal = this.withKey(thumbprint);
    if (!terminal) throw new Error('The terminal was not stored.');
    return terminal;
  }

  quarantine(id: string): void {
    this.database.prepare("UPDATE terminals SET state = 'quarantined' WHERE id = ?").run(id);
  }

  /** Keeps the last sign of life; it holds no personal data. */
  heard(id: string, heartbeat: object, now: Date): void {
    this.database
      .prepare('UPDATE terminals SET heartbeat_at = ?, heartbeat = ? WHERE id = ?')
      .run(now.getTime(), JSON.stringify(heartbeat), id);
  }
}

function read(row: Row | undefined): Terminal | undefined {
  return (
    row && {
      id: text(row, 'id'),
      thumbprint: text(row, 'thumbprint'),
      key: PublicKey.parse(JSON.parse(text(row, 'public_key'))),
      site: text(row, 'site'),
      epoch: integer(row, 'epoch'),
      state: State.parse(text(row, 'state')),
    }
  );
}
