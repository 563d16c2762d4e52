import { VestibuleError } from '../../../shared/domain/error';
import { OfflineBundle } from '../../../shared/domain/offline-bundle';
import { open } from '../../crypto/jwe';
import type { EntryResult } from '../client/api.generated';
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
 * Takes the batches of an offline export, line by line, as if they had been delivered: what comes twice, in a file or
 * over the network, is stored once. Throws VestibuleError file-unreadable for what is not sealed for this authority or
 * not whole, authority-refused where a batch cannot be taken; what stood before that place stays.
 */
export async function importBundle(
  lines: Iterable<string> | AsyncIterable<string>,
  parts: Parts,
): Promise<Imported> {
  let imported: Imported | undefined;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const bundle = OfflineBundle.safeParse(jsonOf(await open(line.trim(), parts.keys.export)));
    if (!bundle.success || (imported && bundle.data.terminal !== imported.terminal)) throw noExport();
    imported ??= { terminal: bundle.data.terminal, accepted: 0, duplicates: 0, refused: 0 };
    for (const { status } of await taken(bundle.data, parts)) {
      imported[status === 'duplicate' ? 'duplicates' : status] += 1;
    }
  }
  if (!imported) throw noExport();
  return imported;
}

async function taken({ terminal: id, batches }: OfflineBundle, parts: Parts): Promise<EntryResult[]> {
  const terminal = await parts.terminals.withId(id);
  if (!terminal || terminal.state === 'quarantined') {
    throw new VestibuleError('authority-refused', 'The terminal of this export is unknown or in quarantine.');
  }
  const results: EntryResult[] = [];
  for (const { batch, signature } of batches) {
    const bytes = Buffer.from(batch);
    const answer = await takeBatch(parts, terminal, { bytes, signature, value: jsonOf(batch) }).catch(
      refused,
    );
    results.push(...answer.results);
  }
  return results;
}

function noExport(): VestibuleError {
  return new VestibuleError('file-unreadable', 'This is no export that was sealed for this authority.');
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
