import { signCheckpoint } from '../crypto/checkpoint';
import { sha256Hex } from '../crypto/hash';
import { integer, text } from '../sqlite/column';
import type { Database } from '../sqlite/database';
import type { ChainHead } from './chain-head';
import type { JournalSigner, Identity } from './journal';

/** A checkpoint is written after so many entries, and when the journal is closed. */
export const CHECKPOINT_EVERY = 500;

/** The signed checkpoints of this journal. Their notes stand beside the chain in clear, so that anybody can check them. */
export interface Checkpoints {
  /** From now on checkpoints are signed by this terminal's key; who that is stays on record. */
  signWith(signer: JournalSigner, identity: Identity): void;
  /** How many entries the newest checkpoint does not cover. */
  uncovered(head: ChainHead): number;
  /** A note over the chain as it stands; undefined where nobody can sign or the chain is empty. */
  note(head: ChainHead, identity: Identity): string | undefined;
  /** Keeps the note of a checkpoint entry; inside the transaction that writes it. */
  add(position: number, note: string): void;
}

export function createCheckpoints(database: Database): Checkpoints {
  const replaceSigner = database.prepare(
    'INSERT OR REPLACE INTO signers (terminal, epoch, statement, authority_key) VALUES (?, ?, ?, ?)',
  );
  const selectSigner = database.prepare(
    'SELECT statement, authority_key FROM signers WHERE terminal = ? AND epoch = ?',
  );
  const insert = database.prepare('INSERT INTO checkpoints (position, note) VALUES (?, ?)');
  const selectNewest = database.prepare('SELECT coalesce(max(position), 0) AS position FROM checkpoints');
  const newestAcknowledgement = database.prepare(
    "SELECT acknowledgement FROM acknowledgements WHERE acknowledgement <> '' ORDER BY number DESC LIMIT 1",
  );
  let signer: JournalSigner | undefined;
  let newest: number | undefined;

  return {
    signWith(next, { terminal, epoch }) {
      const row = selectSigner.get(terminal, epoch);
      const authorityKey = JSON.stringify(next.authorityKey);
      const known =
        row && text(row, 'statement') === next.statement && text(row, 'authority_key') === authorityKey;
      if (!known) replaceSigner.run(terminal, epoch, next.statement, authorityKey);
      signer = next;
    },
    uncovered({ position }) {
      if (newest === undefined) {
        const row = selectNewest.get();
        newest = row ? integer(row, 'position') : 0;
      }
      return position - newest;
    },
    note({ hash, chain }, identity) {
      const own = chain?.terminal === identity.terminal && chain.epoch === identity.epoch;
      if (!signer || !own) return undefined;
      const row = newestAcknowledgement.get();
      const acknowledgement = row && sha256Hex(Buffer.from(text(row, 'acknowledgement')));
      const { terminal, epoch, seq: size } = chain;
      return signCheckpoint({ terminal, epoch, size, hash, acknowledgement }, signer.key);
    },
    add(position, note) {
      insert.run(position, note);
      newest = undefined;
    },
  };
}
