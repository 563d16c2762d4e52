import { verifyDetached } from '../../crypto/jws';
import type { WireEntry } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { type Taken, epochOf } from './entry-intake';
import type { Parts } from './parts';
import { requireConforming } from './protocol';
import type { Terminal } from './terminals';

/** A batch as it was signed, and what its bytes say as JSON. */
export interface SignedBatch {
  bytes: Uint8Array;
  /** Detached JWS of the terminal over the bytes. */
  signature: string;
  value: unknown;
}

/**
 * Takes a batch, however it came: signature and checkpoint are the terminal's, the entries follow on. Throws
 * `AuthorityError` as the operation `deliverEntries` does.
 */
export async function takeBatch(
  parts: Parts,
  terminal: Terminal,
  signed: SignedBatch,
): Promise<Taken & { checkpoint: string }> {
  const { entries, checkpoint } = await readBatch(parts, terminal, signed);
  const taken = await parts.entries.take(entries, terminal, checkpoint, parts.now());
  for (const { entry, status } of taken.results) {
    parts.metrics.arrived(status);
    parts.onEntry?.({ terminal: terminal.id, entry, status });
  }
  return { ...taken, checkpoint };
}

/** The entries of a batch that the terminal signed, and its checkpoint at their end, counter-signed. Throws as `takeBatch`. */
export async function readBatch(
  parts: Pick<Parts, 'checkpoints'>,
  terminal: Terminal,
  { bytes, signature, value }: SignedBatch,
): Promise<{ entries: readonly WireEntry[]; checkpoint: string }> {
  if (!(await verifyDetached(signature, bytes, terminal.key, 'vestibule-entries+jws')))
    throw new AuthorityError('signature-invalid', 'The terminal did not sign this batch.');
  const { entries, checkpoint: note } = requireConforming('EntryBatch', value);
  epochOf(entries, terminal);
  return { entries, checkpoint: parts.checkpoints.countersigned(note, entries, terminal) };
}
