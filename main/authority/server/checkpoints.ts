import { countersignCheckpoint, isSignedByTerminal, readCheckpoint } from '../../crypto/checkpoint';
import { text } from '../../sqlite/column';
import type { WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { AuthorityKeys } from './authority-keys';
import type { Queries, Storage } from './storage/storage';
import type { Terminal } from './terminals';

/** The checkpoints that terminals signed and the authority has seen: what they cannot go back behind. */
export class Checkpoints {
  constructor(
    private readonly storage: Storage,
    private readonly keys: Pick<AuthorityKeys, 'signing'>,
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
        ? countersignCheckpoint(note, this.keys.signing)
        : undefined;
    if (countersigned !== undefined) return countersigned;
    throw new AuthorityError(
      'signature-invalid',
      'The checkpoint is not the terminal’s at the end of this batch.',
    );
  }

  /** Keeps a counter-signed checkpoint together with the batch that is taken, if none reaches further. */
  async keep(countersigned: string, queries: Queries): Promise<void> {
    const checkpoint = readCheckpoint(countersigned);
    if (!checkpoint) return;
    const { terminal, epoch, size } = checkpoint;
    await queries.run(
      `INSERT INTO checkpoints (terminal, epoch, size, note) VALUES (?, ?, ?, ?)
       ON CONFLICT (terminal, epoch) DO UPDATE SET size = excluded.size, note = excluded.note
       WHERE excluded.size > checkpoints.size`,
      terminal,
      epoch,
      size,
      countersigned,
    );
  }

  /** The one that reaches furthest in the terminal's epoch. */
  async newest({ id, epoch }: Terminal): Promise<string | undefined> {
    const row = await this.storage.get(
      'SELECT note FROM checkpoints WHERE terminal = ? AND epoch = ?',
      id,
      epoch,
    );
    return row && text(row, 'note');
  }
}
