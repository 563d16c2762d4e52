import { countersignCheckpoint, isSignedByTerminal, readCheckpoint } from '../../crypto/checkpoint';
import type { PrivateKey } from '../../crypto/jwk';
import { text } from '../../sqlite/column';
import type { Database } from '../../sqlite/database';
import type { WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { Terminal } from './terminals';

/** The checkpoints that terminals signed and the authority has seen: what they cannot go back behind. */
export class Checkpoints {
  constructor(
    private readonly database: Database,
    private readonly key: PrivateKey,
  ) {}

  /** The batch's checkpoint with the authority's signature. Throws `AuthorityError` signature-invalid if it is not the terminal's, or not at the batch's last entry. */
  countersigned(note: string, batch: readonly WireEntry[], terminal: Terminal): string {
    const checkpoint = readCheckpoint(note);
    const last = batch.at(-1);
    const countersigned =
      last &&
      checkpoint?.terminal === terminal.id &&
      checkpoint.epoch === last.header.epoch &&
      checkpoint.size === last.header.seq &&
      checkpoint.hash === last.hash &&
      isSignedByTerminal(note, terminal.key)
        ? countersignCheckpoint(note, this.key)
        : undefined;
    if (countersigned !== undefined) return countersigned;
    throw new AuthorityError(
      'signature-invalid',
      'The checkpoint is not the terminal’s at the end of this batch.',
    );
  }

  /** Keeps a counter-signed checkpoint of a batch that was taken, if none reaches further. */
  keep(countersigned: string): void {
    const checkpoint = readCheckpoint(countersigned);
    if (!checkpoint) return;
    const { terminal, epoch, size } = checkpoint;
    this.database
      .prepare(
        `INSERT INTO checkpoints (terminal, epoch, size, note) VALUES (?, ?, ?, ?)
         ON CONFLICT (terminal, epoch) DO UPDATE SET size = excluded.size, note = excluded.note
         WHERE excluded.size > size`,
      )
      .run(terminal, epoch, size, countersigned);
  }

  /** The one that reaches furthest in the terminal's epoch. */
  newest({ id, epoch }: Terminal): string | undefined {
    const row = this.database
      .prepare('SELECT note FROM checkpoints WHERE terminal = ? AND epoch = ?')
      .get(id, epoch);
    return row && text(row, 'note');
  }
}
