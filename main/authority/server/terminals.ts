import { z } from 'zod';
import { TerminalRole } from '../../../shared/domain/terminal-role';
import { PublicKey } from '../../crypto/jwk';
import { integer, integerOrNull, text } from '../../sqlite/column';
import { AuthorityError } from './authority-error';
import { randomBase32 } from './base32';
import type { Place } from './enrolment-codes';
import type { Queries, Row, Storage } from './storage/storage';

const State = z.enum(['active', 'quarantined', 'revoked', 'wiped']);

/** A terminal as the authority knows it. */
export interface Terminal extends Place {
  readonly id: string;
  readonly thumbprint: string;
  readonly key: PublicKey;
  readonly epoch: number;
  readonly state: z.infer<typeof State>;
}

/** The enrolled terminals. */
export class Terminals {
  constructor(private readonly storage: Storage) {}

  async withId(id: string): Promise<Terminal | undefined> {
    return read(await this.storage.get('SELECT * FROM terminals WHERE id = ?', id));
  }

  async withKey(thumbprint: string, queries: Queries = this.storage): Promise<Terminal | undefined> {
    return read(await queries.get('SELECT * FROM terminals WHERE thumbprint = ?', thumbprint));
  }

  /** As it is now, kept from changing until the transaction of `queries` ends: one batch of a terminal after the other. */
  async locked(id: string, queries: Queries): Promise<Terminal | undefined> {
    return read(await queries.getForUpdate('SELECT * FROM terminals WHERE id = ?', id));
  }

  /** A new terminal in epoch 1, or the next epoch of the one that has this key already; a quarantine ends. */
  async enrol(
    key: PublicKey,
    thumbprint: string,
    { site, role }: Place,
    now: Date,
    queries: Queries,
  ): Promise<Terminal> {
    await queries.run(
      `INSERT INTO terminals (id, thumbprint, public_key, site, role, epoch, state, enrolled_at)
       VALUES (?, ?, ?, ?, ?, 1, 'active', ?)
       ON CONFLICT (thumbprint) DO UPDATE SET
         site = excluded.site, role = excluded.role, epoch = terminals.epoch + 1, state = 'active', enrolled_at = excluded.enrolled_at,
         revoked_at = NULL, wiped_at = NULL, replaced_by = NULL`,
      `T-${randomBase32(10)}`,
      thumbprint,
      JSON.stringify(key),
      site,
      role,
      now.getTime(),
    );
    const terminal = await this.withKey(thumbprint, queries);
    if (!terminal) throw new Error('The terminal was not stored.');
    return terminal;
  }

  /** The machine of a terminal has become another one: nothing more is taken under the old key. */
  async replace(id: string, successor: string, queries: Queries): Promise<void> {
    await queries.run(
      "UPDATE terminals SET state = 'quarantined', replaced_by = ? WHERE id = ? AND id <> ?",
      successor,
      id,
      successor,
    );
  }

  /** The terminals that the machine of this one was before, the last one first. */
  async formersOf(id: string, queries: Queries = this.storage): Promise<Terminal[]> {
    const formers = new Map<string, Terminal>();
    for (const successors = [id]; successors.length > 0;) {
      const rows = await queries.all('SELECT * FROM terminals WHERE replaced_by = ?', successors.pop() ?? '');
      for (const former of rows.flatMap((row) => read(row) ?? [])) {
        if (former.id === id || formers.has(former.id)) continue;
        formers.set(former.id, former);
        successors.push(former.id);
      }
    }
    return [...formers.values()];
  }

  async quarantine(id: string, queries: Queries): Promise<void> {
    await queries.run("UPDATE terminals SET state = 'quarantined' WHERE id = ?", id);
  }

  /** Counts new entries of a terminal, in the transaction that stores them. */
  async count(id: string, accepted: number, refused: number, now: Date, queries: Queries): Promise<void> {
    await queries.run(
      'UPDATE terminals SET accepted = accepted + ?, refused = refused + ?, entry_at = ? WHERE id = ?',
      accepted,
      refused,
      now.getTime(),
      id,
    );
  }

  /** Puts another key in the place of the terminal's. Throws `AuthorityError` proof-invalid for a key that a terminal has. */
  async replaceKey(id: string, key: PublicKey, thumbprint: string): Promise<void> {
    const changed = await this.storage.run(
      `UPDATE terminals SET public_key = ?, thumbprint = ? WHERE id = ?
       AND NOT EXISTS (SELECT 1 FROM terminals AS other WHERE other.thumbprint = ?)`,
      JSON.stringify(key),
      thumbprint,
      id,
      thumbprint,
    );
    if (changed === 0) throw new AuthorityError('proof-invalid', 'A terminal has this key already.');
  }

  /** Keeps the last sign of life; it holds no personal data. */
  async heard(id: string, heartbeat: { queued: number }, now: Date): Promise<void> {
    await this.storage.run(
      'UPDATE terminals SET heartbeat_at = ?, heartbeat = ?, queued = ? WHERE id = ?',
      now.getTime(),
      JSON.stringify(heartbeat),
      heartbeat.queued,
      id,
    );
  }
}

function read(row: Row | undefined): Terminal | undefined {
  return (
    row && {
      id: text(row, 'id'),
      thumbprint: text(row, 'thumbprint'),
      key: PublicKey.parse(JSON.parse(text(row, 'public_key'))),
      site: text(row, 'site'),
      role: TerminalRole.parse(text(row, 'role')),
      epoch: integer(row, 'epoch'),
      state: stateOf(row),
    }
  );
}

function stateOf(row: Row): Terminal['state'] {
  if (integerOrNull(row, 'wiped_at') !== null) return 'wiped';
  return integerOrNull(row, 'revoked_at') === null ? State.parse(text(row, 'state')) : 'revoked';
}
