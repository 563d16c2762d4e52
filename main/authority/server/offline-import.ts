import { VestibuleError } from '../../../shared/domain/error';
import { OfflineBundle } from '../../../shared/domain/offline-bundle';
import { open } from '../../crypto/jwe';
import { AuthorityError } from './authority-error';
import { takeBatch } from './batch';
import type { Parts } from './parts';

export interface Imported {
  terminal: string;
  accepted: number;
  duplicates: number;
  refused: number;
}

/**
 * Takes the batches of an offline export as if they had been delivered: what comes twice, in a file or over the
 * network, is stored once. Throws VestibuleError file-unreadable for what is not sealed for this authority or not
 * whole, authority-refused where a batch cannot be taken; what stood before that batch stays.
 */
export async function importBundle(jwe: string, parts: Parts): Promise<Imported> {
  const bundle = OfflineBundle.safeParse(jsonOf(await open(jwe.trim(), parts.keys.export)));
  if (!bundle.success) {
    throw new VestibuleError('file-unreadable', 'This is no export that was sealed for this authority.');
  }
  const terminal = await parts.terminals.withId(bundle.data.terminal);
  if (!terminal || terminal.state === 'quarantined') {
    throw new VestibuleError('authority-refused', 'The terminal of this export is unknown or in quarantine.');
  }
  const imported: Imported = { terminal: terminal.id, accepted: 0, duplicates: 0, refused: 0 };
  for (const { batch, signature } of bundle.data.batches) {
    const bytes = Buffer.from(batch);
    const taken = await takeBatch(parts, terminal, { bytes, signature, value: jsonOf(batch) }).catch(refused);
    for (const { status } of taken.results) imported[status === 'duplicate' ? 'duplicates' : status] += 1;
  }
  return imported;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(thrown: unknown): never {
  if (!(thrown instanceof AuthorityError)) throw thrown;
  const message = `A batch of the export cannot be taken (${thrown.code}). ${thrown.message}`;
  throw new VestibuleError('authority-refused', message, { cause: thrown });
}
