import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import { KEY_LENGTH, unwrapKey, wrapKey } from '../crypto/key-wrap';
import { openBody, sealBody } from '../crypto/sealed-body';
import { bytes, integer } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import { jsonOf } from './entries';
import { NO_HASH } from './entry-hash';
import { damaged } from './journal-error';
import type { Identity } from './journal';

/** What the journal knows about itself. */
export interface Meta {
  /** Digests and blind tokens are made under keys derived from it; re-wrapped, not changed, with a new master key. */
  readonly indexSecret: Uint8Array;
  identity(): Identity | null;
  /** Throws bad-request for an epoch of this terminal that is not later than any it had. */
  setIdentity(identity: Identity): void;
  /** Writes down where the chain ended, for `verify`. */
  setHead(position: number, hash: string): void;
}

/** Begins a journal: the row that everything else stands on. Inside the transaction that makes the schema. */
export function createMeta(database: Database, masterKey: Uint8Array, at: Date): void {
  database
    .prepare(
      `INSERT INTO meta (number, created, index_secret, head_position, head_hash) VALUES (1, ?, ?, 0, ?)`,
    )
    .run(at.toISOString(), wrapKey(masterKey, randomBytes(KEY_LENGTH), INDEX), Buffer.from(NO_HASH, 'hex'));
}

/** Reads it; throws key-wrong if the master key is not the one the journal was begun with. */
export function openMeta(database: Database, masterKey: Uint8Array): Meta {
  const row = database.prepare('SELECT index_secret, identity FROM meta').get();
  if (!row) throw damaged();
  const indexSecret = unwrapKey(masterKey, bytes(row, 'index_secret'), INDEX);
  if (!indexSecret) {
    throw new VestibuleError(
      'key-wrong',
      'This key does not open this journal. Nothing was changed; give the key it was begun with.',
    );
  }
  let identity = row['identity'] === null ? null : openIdentity(masterKey, bytes(row, 'identity'));

  const newestEpoch = database.prepare(
    'SELECT coalesce(max(epoch), 0) AS epoch FROM entries WHERE terminal = ?',
  );
  const updateIdentity = database.prepare('UPDATE meta SET identity = ?');
  const updateHead = database.prepare('UPDATE meta SET head_position = ?, head_hash = ?');
  return {
    indexSecret,
    identity: () => identity,
    setIdentity(next) {
      if (next.terminal === identity?.terminal && next.epoch === identity.epoch) return;
      const row = newestEpoch.get(next.terminal);
      if (!row || integer(row, 'epoch') >= next.epoch) {
        throw new VestibuleError(
          'bad-request',
          'This terminal has written in this epoch or a later one already.',
        );
      }
      const text = JSON.stringify({ terminal: next.terminal, epoch: next.epoch });
      updateIdentity.run(sealBody(masterKey, Buffer.from(text), IDENTITY));
      identity = { ...next };
    },
    setHead(position, hash) {
      updateHead.run(position, Buffer.from(hash, 'hex'));
    },
  };
}

/** What the two sealed columns of the row are sealed for. */
export const INDEX = 'the index secret';
export const IDENTITY = 'the identity';
const StoredIdentity = z.object({ terminal: z.string(), epoch: z.number().int().positive() });

function openIdentity(masterKey: Uint8Array, sealed: Uint8Array): Identity {
  const opened = openBody(masterKey, sealed, IDENTITY);
  const parsed = opened && StoredIdentity.safeParse(jsonOf(opened));
  if (!parsed?.success) throw damaged();
  return parsed.data;
}
